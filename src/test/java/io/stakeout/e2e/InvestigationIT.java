package io.stakeout.e2e;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.CuttableWire;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** An investigation in the browser against the real server: watch, import, talk, close. */
class InvestigationIT {

    private static final String KEY = "AKIATFQR7NSC8Q4X20BJ";
    private static final Path SHIPPED = Path.of("src/main/resources/io/stakeout/demo/invictus-a.jsonl.gz");

    @RegisterExtension
    static final Stage STAGE = Stage.serve();

    @Test
    void aWatchIsStartedByTheFormAndAFileArrivesInEveryOpenRoom() {
        Tab own = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        Page page = own.page();
        page.getByLabel("Suspect", new Page.GetByLabelOptions().setExact(true)).fill(KEY);
        assertThat(page.locator("#value-says")).hasText("Long-term access key");
        page.getByLabel("Title").fill("Key found in a public repository");
        page.getByText("High").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start watching"))
                .click();
        page.waitForURL(Pattern.compile("/incidents/\\d+$"));
        String incident = page.url().replaceAll(".*/", "");
        RoomView room = new RoomView(page);
        assertThat(room.follow()).hasText(RoomView.LIVE);
        assertThat(page.getByText("No call by this suspect yet")).isVisible();
        Tab other = STAGE.tab().signIn(STAGE.operator("viewer"), Stage.PASSWORD);
        RoomView otherRoom = RoomView.open(other, incident);

        importFile(room, page.locator("#import-file"), SHIPPED);

        assertThat(room.row("import by")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        int head = STAGE.admin().get("/api/incidents/" + incident).jsonPath().getInt("headSeq");
        room.awaitRows(head);
        otherRoom.awaitRows(head);
        assertThat(otherRoom.sentences()).isEqualTo(room.sentences());
        assertThat(room.sequence())
                .isEqualTo(IntStream.rangeClosed(1, head).boxed().toList());
        JsonPath counters = STAGE.admin()
                .get("/api/incidents/" + incident)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(counters.getInt("counters.total")).isEqualTo(742);
        assertThat(page.locator(".sums")).containsText("742 calls");
        assertThat(page.locator(".sums")).containsText(counters.getInt("counters.denied") + " denied");
        for (String kind : List.of("read", "write", "identity", "tamper")) {
            assertThat(page.getByLabel("Filter by class and outcome"))
                    .containsText(kind.toUpperCase(Locale.ROOT) + " " + counters.getInt("counters." + kind));
        }
        assertThat(page.getByText("2 here")).isVisible();
        own.assertNoTrouble();
        other.assertNoTrouble();
    }

    private static void importFile(RoomView room, Locator field, Path file) {
        room.button("Import file…").click();
        field.setInputFiles(file);
        importChosen(room);
    }

    private static void importChosen(RoomView room) {
        room.dialog("Import a file")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import"))
                .click();
        assertThat(room.dialog("Import a file")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
    }

    @Test
    void afterACutEveryRowIsThereOnceAndInOrder() throws Exception {
        String incident = STAGE.incident("Cut", KEY);
        try (CuttableWire wire = new CuttableWire(STAGE.address())) {
            Tab tab = STAGE.tabAt(wire.address()).signIn("admin", Stage.PASSWORD);
            RoomView room = RoomView.open(tab, incident);
            STAGE.note(incident, "before the cut");
            assertThat(room.row("before the cut")).isVisible();

            wire.cut();
            assertThat(room.follow()).hasText(RoomView.RECONNECTING);
            IntStream.rangeClosed(1, 30).forEach(i -> STAGE.note(incident, "during the cut " + i));
            assertThat(tab.page().getByText("The watch goes on on the server")).isVisible();
            wire.mend();

            assertThat(room.follow()).hasText(RoomView.LIVE, patiently());
            STAGE.note(incident, "after the cut");
            assertThat(room.row("after the cut")).isVisible();
            assertThat(room.sequence())
                    .isEqualTo(IntStream.rangeClosed(1, 34).boxed().toList());
            assertThat(tab.page().getByText("The watch goes on on the server")).hasCount(0);
            tab.expectTrouble(InvestigationIT::saysThatTheConnectionIsCut);
            tab.assertNoTrouble();
        }
    }

    @Test
    void aLinkThatDiesSilentlyIsNoticedAndMended() throws Exception {
        String incident = STAGE.incident("Silence", KEY);
        try (CuttableWire wire = new CuttableWire(STAGE.address())) {
            Tab tab = STAGE.tabAt(wire.address()).signIn("admin", Stage.PASSWORD);
            RoomView room = RoomView.open(tab, incident);

            wire.silence();
            assertThat(room.follow()).hasText(RoomView.RECONNECTING, patiently());
            STAGE.note(incident, "nobody heard this");
            wire.mend();

            assertThat(room.follow()).hasText(RoomView.LIVE, patiently());
            assertThat(room.row("nobody heard this")).hasCount(1);
            assertThat(room.sequence()).isEqualTo(List.of(1, 2, 3));
            tab.expectTrouble(InvestigationIT::saysThatTheConnectionIsCut);
            tab.assertNoTrouble();
        }
    }

    private static boolean saysThatTheConnectionIsCut(String text) {
        return text.contains("net::ERR_") || text.startsWith("WebSocket connection to");
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(40_000);
    }

    @Test
    void aViewerLooksAndIsToldWhichRoleTheRestNeeds() {
        String incident = STAGE.incident("Looked at", KEY);
        String viewer = STAGE.operator("viewer");
        Tab tab = STAGE.tab().signIn(viewer, Stage.PASSWORD);
        Page page = tab.page();

        assertThat(page.getByText("Needs the role responder")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start watching")))
                .isDisabled();
        RoomView room = RoomView.open(tab, incident);
        assertThat(page.getByText("Changing the watch needs the role responder"))
                .isVisible();
        for (String name : List.of("Note", "Add suspect…", "Import file…", "Close incident…")) {
            assertThat(room.button(name)).isDisabled();
        }
        page.keyboard().press("n");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        tab.assertNoTrouble();
        STAGE.as(viewer)
                .contentType("application/json")
                .body(Map.of("text", "may I?"))
                .post("/api/incidents/" + incident + "/notes")
                .then()
                .statusCode(403);
    }

    @Test
    void whoIsDisabledLosesTheSocketAndThePage() {
        String incident = STAGE.incident("Left", KEY);
        String viewer = STAGE.operator("viewer");
        Tab tab = STAGE.tab().signIn(viewer, Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        String id =
                STAGE.admin().get("/api/operators").then().extract().path("find { it.name == '" + viewer + "' }.id");

        STAGE.admin()
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .patch("/api/operators/" + id)
                .then()
                .statusCode(200);

        assertThat(tab.page().getByText("You are signed out."))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(7_000));
        assertThat(room.follow()).hasText(Pattern.compile("^STALE"));
        tab.page().navigate("/incidents/" + incident);
        assertThat(tab.page()).hasURL(Pattern.compile("/sign-in\\?next="));
        tab.expectTrouble(text -> text.contains("status of 401"));
        tab.assertNoTrouble();
    }

    @Test
    void notesPinsAndLinksAreSharedByAll() {
        String incident = STAGE.incident("Talked about", KEY);
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        Tab reader = STAGE.tab().signIn(STAGE.operator("viewer"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        RoomView readers = RoomView.open(reader, incident);
        Page page = tab.page();

        page.keyboard().press("n");
        page.getByLabel("Note", new Page.GetByLabelOptions().setExact(true)).fill("Called the owner.\nWaiting.");
        room.button("Add note").click();
        assertThat(room.row("Called the owner.")).hasCount(1);
        assertThat(readers.row("Called the owner.")).hasCount(1);

        room.row("Called the owner.").click();
        room.detail()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pin"))
                .click();
        assertThat(readers.row("pinned row 3")).hasCount(1);
        assertThat(readers.row(3).locator(".c-pin.on")).hasCount(1);
        room.button("Unpin").click();
        assertThat(readers.row("unpinned row 3")).hasCount(1);
        assertThat(readers.row(3).locator(".c-pin.on")).hasCount(0);

        room.button("Copy link").click();
        assertThat(room.edge()).containsText("Link to row 3 copied");
        String link = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(link).isEqualTo(STAGE.address() + "/incidents/" + incident + "#3");
        for (String address : List.of(link, link.replace("#", "?row="))) {
            Tab fresh = STAGE.tab().signIn("admin", Stage.PASSWORD);
            fresh.page().navigate(address);
            assertThat(new RoomView(fresh.page()).detail()).containsText("Called the owner.");
            fresh.assertNoTrouble();
        }
        tab.assertNoTrouble();
        reader.assertNoTrouble();
    }

    @Test
    void anIncidentIsClosedWithAVerdictAndReopened() {
        String incident = STAGE.incident("Over soon", KEY);
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        Page page = tab.page();

        room.button("Close incident…").click();
        page.getByLabel("Verdict").selectOption("benign");
        page.getByLabel("Reason").fill("A pipeline that nobody had told us about");
        room.dialog("Close incident")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close incident"))
                .click();
        assertThat(page.getByLabel("State of the incident")).containsText("closed: benign");
        assertThat(page.locator(".head .tag").first()).hasText("CLOSED");

        room.button("Reopen").click();
        assertThat(page.getByLabel("State of the incident")).containsText("watching");
        assertThat(room.button("Close incident…")).isVisible();
        tab.assertNoTrouble();
    }

    @Test
    void suspectsAreAddedAndRemoved() {
        String incident = STAGE.incident("Two of them", KEY);
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        Page page = tab.page();
        Locator suspects = page.locator(".tree .node");
        assertThat(suspects).hasCount(1);

        room.button("Add suspect…").click();
        Locator dialog = room.dialog("Add a suspect");
        dialog.getByLabel("Suspect").fill("mallory");
        dialog.getByLabel("Account").fill("123837392027");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Watch it too"))
                .click();
        assertThat(suspects).hasCount(2);
        assertThat(room.row("mallory")).hasCount(1);

        suspects.filter(new Locator.FilterOptions().setHasText("mallory")).hover();
        room.button("Stop watching mallory").click();
        assertThat(suspects).hasCount(1);
        assertThat(room.row("mallory")).hasCount(2);
        tab.assertNoTrouble();
    }

    @Test
    void aRefusalIsSaidInsideTheDialogWithItsId() {
        String incident = STAGE.incident("Refused", KEY);
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);

        room.button("Add suspect…").click();
        Locator dialog = room.dialog("Add a suspect");
        dialog.getByLabel("Suspect").fill(KEY);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Watch it too"))
                .click();

        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText(Pattern.compile("id [0-9a-f-]{8,}"));
        tab.expectTrouble(text -> text.contains("status of 4"));
        tab.assertNoTrouble();
    }

    @Test
    void aMisspeltFieldIsNamedInTheAnswer() {
        STAGE.admin()
                .contentType("application/json")
                .body(Map.of("sequence", 1))
                .post("/api/incidents/" + STAGE.incident("Misspelt", KEY) + "/pins")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("There is no field \"sequence\""));
    }

    @Test
    void whatTheSuspectWroteIsShownAndNeverRun() {
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        String incident = STAGE.incident("<img src=x onerror=alert(1)>", KEY);
        RoomView room = RoomView.open(tab, incident);
        Page page = tab.page();
        room.button("Import file…").click();
        page.locator("#import-file")
                .setInputFiles(new FilePayload(
                        "<b>hostile.jsonl",
                        "application/json",
                        HostileRecords.lines(KEY).getBytes(StandardCharsets.UTF_8)));
        importChosen(room);
        room.awaitRows(2 + HostileRecords.STRINGS.size());

        for (int i = 0; i < room.rows().count(); i++) {
            assertThat(room.rows().nth(i).boundingBox().height).isEqualTo(28);
        }
        assertThat(page.getByText("<img src=x onerror=alert(1)>").first()).isVisible();
        for (int seq = 3; seq < 3 + HostileRecords.STRINGS.size(); seq++) {
            room.row(seq).click();
            assertThat(page.getByLabel("Record as JSON")).containsText("\"userAgent\"");
        }
        assertThat(page.getByLabel("Record as JSON")).not().containsText("\u202e");
        assertThat(page.locator("so-room img, so-room script, so-room iframe")).hasCount(0);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isZero();
        page.navigate("/incidents");
        assertThat(page.getByText("<img src=x onerror=alert(1)>")).isVisible();
        assertThat(page.locator("main img, main script")).hasCount(0);
        tab.assertNoTrouble();
    }
}
