package io.stakeout.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The watch tree in the browser, after the recorded attack: what it minted, why, and what a responder decides. */
class WatchTreeIT {

    private static final String KEY = "AKIATFQR7NSC8Q4X20BJ";
    private static final String MINTED = "ASIATFQR7NSCWLLE7IWW";
    private static final String INSTANCE = "i-0dbc91f429e48eeed";

    @RegisterExtension
    static final Stage STAGE = Stage.serve();

    private String incident;

    @BeforeEach
    void theAttackHasArrived() throws IOException {
        incident = STAGE.incident("Tree", KEY);
        STAGE.admin()
                .contentType("application/octet-stream")
                .body(Files.readAllBytes(Path.of("src/main/resources/io/stakeout/demo/invictus-a.jsonl.gz")))
                .post("/api/imports?incident=" + incident)
                .then()
                .statusCode(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> incident().getInt("counters.total") == 742);
    }

    @Test
    void aClickOnAKeyShowsItsCallsAndTheProofOpensTheCallThatHandedItOut() {
        Tab tab = STAGE.tab().signIn(STAGE.operator("viewer"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        Page page = tab.page();
        assertThat(node(page, KEY)).containsText("677");
        assertThat(node(page, MINTED)).containsText("29");
        assertThat(node(page, MINTED)).containsText("AssumeRole · exact");
        node(page, MINTED).locator(".node-l").click();
        page.waitForFunction(
                "() => document.querySelector('so-feed').rows.filter(row => row.kind === 'activity').length === 29");
        node(page, MINTED).locator(".node-l").click();
        node(page, MINTED).locator(".node-how").click();
        assertThat(room.detail()).containsText("AssumeRole");
        assertThat(page.getByText("Exclude", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        tab.assertNoTrouble();
    }

    @Test
    void aSessionInTwoPlacesIsSaidAndAResponderExcludesABranchAndTakesItBack() {
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        RoomView room = RoomView.open(tab, incident);
        Page page = tab.page();
        assertThat(room.sentences()).anyMatch(row -> row.contains("is used from a second address"));
        decide(room, page, "Exclude " + INSTANCE, "Exclude from the watch", "the agent, not the thief");
        assertThat(node(page, INSTANCE)).containsText("excluded");
        assertThat(node(page, INSTANCE)).containsText("the agent, not the thief");
        assertThat(unwatched(INSTANCE)).isEqualTo("excluded");
        assertThat(room.row("excluded " + INSTANCE)).isVisible();
        decide(room, page, "Include " + INSTANCE, "Include again", "the thief after all");
        assertThat(node(page, INSTANCE)).not().containsText("excluded");
        assertThat(unwatched(INSTANCE)).isNull();
        tab.assertNoTrouble();
    }

    private static void decide(RoomView room, Page page, String button, String heading, String note) {
        page.getByLabel(button, new Page.GetByLabelOptions().setExact(true)).click();
        Locator dialog = room.dialog(heading);
        dialog.getByLabel("Why").fill(note);
        dialog.locator("button.btn-primary").click();
        assertThat(dialog).isHidden();
    }

    private static Locator node(Page page, String label) {
        return page.locator(".tree .node")
                .filter(new Locator.FilterOptions().setHas(page.locator(".node-l[title='" + label + "']")));
    }

    private JsonPath incident() {
        return STAGE.admin().get("/api/incidents/" + incident).jsonPath();
    }

    private String unwatched(String value) {
        return STAGE.admin()
                .get("/api/incidents/" + incident + "/lineage")
                .jsonPath()
                .getString("identities.find { it.value == '" + value + "' }.unwatched");
    }
}
