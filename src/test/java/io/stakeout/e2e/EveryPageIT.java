package io.stakeout.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.testing.Axe;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds for every page in both themes: no barriers, nothing on the console, nothing beside the screen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageIT {

    @RegisterExtension
    static final Stage STAGE = Stage.serve();

    private static final String KEY = "AKIATFQR7NSC8Q4X20BJ";
    private static String incident;

    /** The page without any incident is the first that people see; so this comes first. */
    @Order(1)
    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void theEmptyListHasNoBarriers(ColorScheme theme) throws IOException {
        Tab tab = STAGE.tab(1440, 900, theme).signIn("admin", Stage.PASSWORD);
        assertThat(tab.page().getByText("Look at a CloudTrail file")).isVisible();
        check(tab, "empty list");
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void pagesHaveNoBarriers(ColorScheme theme) throws IOException {
        fillARoom();
        Tab tab = STAGE.tab(1440, 900, theme);
        tab.page().navigate("/sign-in");
        check(tab, "sign-in");
        tab.page().getByLabel("Operator").fill("nobody");
        tab.page().getByLabel("Password").fill("a-wrong-password");
        tab.page().locator("#sign-in").click();
        assertThat(tab.page().getByRole(AriaRole.ALERT)).isVisible();
        tab.expectTrouble(text -> text.contains("status of 401"));
        check(tab, "sign-in, refused");
        tab.signIn("admin", Stage.PASSWORD);
        for (String path :
                List.of("/incidents", "/signals", "/containments", "/playbooks", "/status", "/operators", "/me")) {
            tab.page().navigate(path);
            assertThat(tab.page().locator("main .skel")).hasCount(0);
            check(tab, path);
        }
        tab.page().navigate("/incidents/999999");
        tab.expectTrouble(text -> text.contains("status of 404"));
        check(tab, "error");
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void aRoomHasNoBarriersInAnyState(ColorScheme theme) throws IOException {
        fillARoom();
        Tab tab = STAGE.tab(1440, 900, theme).signIn("admin", Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        room.awaitRows(500);
        check(tab, "room");
        room.calls().nth(4).click();
        assertThat(tab.page().getByLabel("Record as JSON")).isVisible();
        check(tab, "room, paused with a detail");
        tab.page().keyboard().press("1");
        tab.page().getByLabel("Only this Source IP").click();
        check(tab, "room, filtered");
        tab.page().keyboard().press("Escape");
        for (String opener :
                List.of("Note", "Add suspect…", "Look further back…", "Import file…", "Close incident…", "Keys")) {
            room.button(opener).click();
            assertThat(tab.page().getByRole(AriaRole.DIALOG)).isVisible();
            check(tab, "room, " + opener);
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().getByRole(AriaRole.DIALOG)).isHidden();
            assertThat(room.button(opener)).isFocused();
        }
    }

    @Order(2)
    @Test
    void theThemeSwitchIsRememberedAcrossPages() {
        Tab tab = STAGE.tab().signIn("admin", Stage.PASSWORD);
        tab.page().getByLabel("Switch between dark and light").click();
        assertThat(tab.page().locator("html")).hasAttribute("data-theme", "light");
        tab.page().navigate("/status");
        assertThat(tab.page().locator("html")).hasAttribute("data-theme", "light");
        tab.assertNoTrouble();
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(ints = {1280, 1440, 1920})
    void nothingLiesBesideTheScreen(int width) throws IOException {
        fillARoom();
        Tab tab = STAGE.tab(width, 900, ColorScheme.DARK).signIn("admin", Stage.PASSWORD);
        for (String path : List.of(
                "/incidents",
                "/signals",
                "/containments",
                "/playbooks",
                "/status",
                "/operators",
                "/me",
                "/incidents/" + incident)) {
            tab.page().navigate(path);
            assertThat(tab.page().locator(".skel")).hasCount(0);
            assertNothingBesideTheScreen(tab.page());
        }
        new RoomView(tab.page()).rows().nth(3).click();
        assertThat(tab.page().getByLabel("Record as JSON")).isVisible();
        assertNothingBesideTheScreen(tab.page());
        tab.assertNoTrouble();
    }

    @Order(2)
    @Test
    void theListFitsAPhone() throws IOException {
        fillARoom();
        Tab tab = STAGE.tab(360, 740, ColorScheme.LIGHT).signIn("admin", Stage.PASSWORD);
        assertThat(tab.page().getByText("Everywhere")).isVisible();
        assertNothingBesideTheScreen(tab.page());
        check(tab, "list on a phone");
    }

    private static void check(Tab tab, String state) throws IOException {
        Axe.load().assertNoBarriers(tab.page(), state);
        tab.assertNoTrouble();
    }

    private static void assertNothingBesideTheScreen(Page page) {
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(page.url())
                .isZero();
    }

    private static void fillARoom() throws IOException {
        if (incident != null) {
            return;
        }
        incident = STAGE.incident("Everywhere", KEY);
        STAGE.note(incident, "A note of more words than a row is wide: ".repeat(8));
        STAGE.admin()
                .contentType("application/octet-stream")
                .body(Files.readAllBytes(Path.of("src/main/resources/io/stakeout/demo/invictus-a.jsonl.gz")))
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202);
        await().until(() ->
                STAGE.admin().get("/api/incidents/" + incident).jsonPath().getInt("counters.total") == 742);
    }
}
