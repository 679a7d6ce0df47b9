package io.stakeout.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium for tests: the one of the system property {@code stakeout.chromium}, else Debian's. Tests that need it are
 * reported as skipped where it isn't there. Belongs to the thread that launched it.
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("stakeout.chromium", "/usr/bin/chromium"));

    /** The browser itself shall call nobody. */
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static boolean installed() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Or the test is skipped. */
    public static void assumeInstalled() {
        Assumptions.assumeTrue(
                installed(), "needs " + CHROMIUM + ": apt-get install chromium, or -Dstakeout.chromium=FILE");
    }

    /** A browser without a window, or the test is skipped. */
    public static Browser launch() {
        assumeInstalled();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(QUIET)));
    }

    /** A tab of a person of their own: nothing is shared with other tabs. */
    public Tab tab(String address) {
        return tab(address, 1440, 900, ColorScheme.DARK);
    }

    public Tab tab(String address, int width, int height, ColorScheme theme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setColorScheme(theme)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(15_000);
        return new Tab(context);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
