package io.stakeout.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;

import io.stakeout.testing.Browser;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Takes the pictures of the documentation from a running drill. Waits for the part of the attack in which tampering is
 * in view, five to six minutes after the drill's start:
 *
 * <pre>mvn test-compile exec:java -Dexec.mainClass=io.stakeout.e2e.Screenshots -Dexec.classpathScope=test \
 *     -Dexec.args=http://127.0.0.1:8080</pre>
 *
 * With {@code containment} after the address only the picture of the drawer is taken; that cuts the drill's suspect.
 */
public final class Screenshots {

    private static final Path IMAGES = Path.of("docs/images");

    private Screenshots() {}

    public static void main(String[] args) throws IOException {
        String address = args.length > 0 ? args[0] : "http://127.0.0.1:8080";
        Files.createDirectories(IMAGES);
        try (Browser browser = Browser.launch()) {
            if (args.length < 2) {
                take(browser, address, ColorScheme.DARK, "dark");
                take(browser, address, ColorScheme.LIGHT, "light");
            }
            containment(browser, address);
        }
    }

    private static void take(Browser browser, String address, ColorScheme scheme, String theme) {
        try (Tab tab = browser.tab(address, 1440, 900, scheme)) {
            Page page = tab.page();
            page.navigate("/sign-in");
            save(page, "sign-in", theme);
            tab.signIn("responder", "drill-responder-pass");
            assertThat(page.locator(".inc time").first()).containsText("ago");
            save(page, "incidents", theme);
            page.navigate("/status");
            save(page, "status", theme);
            page.navigate("/incidents");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Drill: leaked access key"))
                    .first()
                    .click();
            room(new RoomView(page), theme);
        }
    }

    private static void room(RoomView room, String theme) {
        assertThat(room.follow()).hasText(RoomView.LIVE);
        awaitTampering(room.page());
        assertThat(room.page().locator("so-follow")).containsText("ago");
        save(room.page(), "room", theme);
        room.row("TAMPER").last().click();
        assertThat(room.page().getByLabel("Record as JSON")).isVisible();
        save(room.page(), "room-detail", theme);
    }

    /** A cut that is being proved: the drawer beside the calls that it denies. */
    private static void containment(Browser browser, String address) {
        try (Tab responder = browser.tab(address, 1440, 900, ColorScheme.DARK);
                Tab approver = browser.tab(address);
                Tab admin = browser.tab(address)) {
            signIn(admin, "admin").navigate("/status");
            admin.page().getByLabel("Grounds for arming").fill("A picture");
            admin.page()
                    .locator("so-mode button", new Page.LocatorOptions().setHasText("Arm"))
                    .click();
            assertThat(admin.page().locator("[data-mode]")).containsText("ARMED");
            Page page = signIn(responder, "responder");
            RoomView.open(responder, "1").button("Disable access…").click();
            Drawer drawer = new Drawer(page);
            String plan = drawer.draft("L3", "The key of deploy-legacy leaked; its owner confirms it");
            drawer.request("deploy-legacy");
            signIn(approver, "approver");
            Drawer.at(approver.page(), "1", plan).approve();
            drawer.awaitState("APPROVED");
            drawer.type("deploy-legacy");
            drawer.button("Cut access now").click();
            drawer.awaitState("CONTAINED");
            page.locator("so-contain .drawer-b").evaluate("body => body.scrollTo(0, 0)");
            save(page, "containment", "dark");
        }
    }

    private static Page signIn(Tab tab, String role) {
        return tab.signIn(role, Stage.drillPassword(role)).page();
    }

    private static void awaitTampering(Page page) {
        page.waitForFunction(
                "() => document.querySelector('so-feed').rows.slice(-18).filter(row => row.class === 'tamper').length >= 2",
                null,
                new Page.WaitForFunctionOptions().setTimeout(600_000));
    }

    private static void save(Page page, String name, String theme) {
        page.mouse().move(0, 0);
        byte[] png = page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        try {
            repack(png, IMAGES.resolve(name + "-" + theme + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Browsers pack for speed; the same pixels take a fifth less. */
    private static void repack(byte[] png, Path file) throws IOException {
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage opaque = new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.getGraphics().drawImage(drawn, 0, 0, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
