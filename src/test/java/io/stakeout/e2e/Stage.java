package io.stakeout.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.microsoft.playwright.options.ColorScheme;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.stakeout.access.TestAccounts;
import io.stakeout.testing.Browser;
import io.stakeout.testing.PackagedApp;
import io.stakeout.testing.Tab;

/** A packaged application with a data directory of its own, and a browser, for the tests of one class. */
final class Stage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String PASSWORD = "a-good-password";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String[] command;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Tab> tabs = new ArrayList<>();
    private Path home;
    private Browser browser;
    private PackagedApp app;
    private String address;

    private Stage(String... command) {
        this.command = command;
    }

    static Stage serve() {
        return new Stage("serve");
    }

    /** @param options of the command */
    static Stage drill(String... options) {
        return new Stage(Stream.concat(Stream.of("drill"), Stream.of(options)).toArray(String[]::new));
    }

    /** @param name of an environment variable */
    Stage with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!Browser.installed()) {
            return;
        }
        browser = Browser.launch();
        home = Files.createTempDirectory("stakeout-e2e-");
        settings.put("STAKEOUT_DATA_DIR", home.toString());
        settings.put("STAKEOUT_ADMIN_PASSWORD", PASSWORD);
        app = PackagedApp.start(settings, command);
        address = app.awaitReady();
    }

    /** Here and not before all: a class that is left out as a whole is in no report. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Browser.assumeInstalled();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        tabs.forEach(Tab::close);
        tabs.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (app != null) {
            app.close();
            delete(home);
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    String address() {
        return address;
    }

    Tab tab() {
        return remembered(browser.tab(address));
    }

    Tab tabAt(String otherAddress) {
        return remembered(browser.tab(otherAddress));
    }

    Tab tab(int width, int height, ColorScheme theme) {
        return remembered(browser.tab(address, width, height, theme));
    }

    private Tab remembered(Tab tab) {
        tabs.add(tab);
        return tab;
    }

    /** Requests of the admin, by HTTP Basic. */
    RequestSpecification admin() {
        return as("admin");
    }

    RequestSpecification as(String name) {
        return TestAccounts.as(name, PASSWORD).baseUri(address);
    }

    /** Requests of the drill's own operator of this role. */
    RequestSpecification drilled(String role) {
        return TestAccounts.as(role, drillPassword(role)).baseUri(address);
    }

    static String drillPassword(String role) {
        return "drill-" + role + "-pass";
    }

    /** A new operator of this role; the answer is its name. */
    String operator(String role) {
        String name = role + "-" + NUMBER.incrementAndGet();
        admin().contentType("application/json")
                .body(Map.of("name", name, "role", role, "password", PASSWORD))
                .post("/api/operators")
                .then()
                .statusCode(201);
        return name;
    }

    /** A new incident on this access key; the answer is its id. */
    String incident(String title, String accessKey) {
        return admin().contentType("application/json")
                .body(Map.of("title", title, "suspects", List.of(Map.of("type", "access-key", "value", accessKey))))
                .post("/api/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    void note(String incident, String text) {
        admin().contentType("application/json")
                .body(Map.of("text", text))
                .post("/api/incidents/" + incident + "/notes")
                .then()
                .statusCode(201);
    }
}
