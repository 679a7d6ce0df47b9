package io.stakeout.e2e;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.Axe;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Cutting a suspect's access in a drill, from the first dry run to the undo, by the people who do it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainmentRoomIT {

    @RegisterExtension
    static final Stage STAGE = Stage.drill("--speed", "12")
            .with("STAKEOUT_CONTAINMENT_QUIET_WINDOW", "5s")
            .with("STAKEOUT_CONTAINMENT_PROPAGATION", "5s");

    private static final String INCIDENT = "1";
    private static final String SUSPECT = "deploy-legacy";
    private static final Pattern REQUEST_ID = Pattern.compile("request\\s+[0-9a-f]{8}-[0-9a-f-]{27}");

    /** What the tests leave to the next one: the newest plan to cut. */
    private static String plan;

    @Order(1)
    @Test
    void aPlanIsDraftedShownDryAndAskedForButNotApprovedByWhoDraftedIt() throws IOException {
        Tab tab = signedIn("approver", ColorScheme.DARK);
        RoomView room = RoomView.open(tab, INCIDENT);
        awaitTheWholeLineage(tab.page());
        room.button("Disable access…").click();
        Drawer drawer = new Drawer(tab.page());
        assertThat(drawer.button("Draft and dry-run")).isDisabled();
        check(tab, "choosing");

        plan = drawer.draft("L3", "The key of deploy-legacy leaked");

        assertThat(drawer.guardrail("cap-percent")).containsText("%");
        assertThat(drawer.guardrail("not-yourself")).containsText("pass");
        drawer.steps().last().locator("summary").click();
        assertThat(drawer.steps().last()).containsText("Before:");
        assertThat(drawer.steps().last().locator(".diff .add").first()).isVisible();
        assertThat(drawer.steps().last()).containsText("Does not stop");
        check(tab, "dry run");
        drawer.button("Continue to confirm").click();
        drawer.type(SUSPECT + "x");
        assertThat(drawer.button("Request approval")).isDisabled();
        assertThat(drawer.footer()).containsText("type " + SUSPECT + " first");
        check(tab, "confirming");
        drawer.type(SUSPECT);
        drawer.button("Request approval").click();
        drawer.awaitState("NEEDS APPROVAL");
        assertThat(drawer.button("Approve the cut")).isDisabled();
        assertThat(drawer.footer()).containsText("You drafted or requested it: another person approves.");
        tab.assertNoTrouble();
    }

    @Order(2)
    @Test
    void whoMayOnlyLookSeesEveryButtonAndWhichRoleIsMissing() throws IOException {
        Tab tab = signedIn("viewer", ColorScheme.LIGHT);
        Drawer drawer = Drawer.at(tab.page(), INCIDENT, plan);

        assertThat(drawer.button("Approve the cut")).isDisabled();
        assertThat(drawer.button("Reject")).isDisabled();
        assertThat(drawer.footer()).containsText("This needs the role approver.");
        check(tab, "approval, as a viewer");
        drawer.button("All plans").click();
        assertThat(drawer.footer()).containsText("Needs the role responder.");
    }

    @Order(3)
    @Test
    void unarmedAnApprovedPlanIsRehearsedAndSaysSo() {
        Drawer approver = Drawer.at(signedIn("admin", ColorScheme.DARK).page(), INCIDENT, plan);
        approver.approve();
        approver.awaitState("APPROVED");
        Tab tab = signedIn("responder", ColorScheme.DARK);
        Drawer drawer = Drawer.at(tab.page(), INCIDENT, plan);
        assertThat(drawer.button("Rehearse")).isDisabled();
        drawer.type(SUSPECT);
        drawer.button("Rehearse").click();

        drawer.awaitState("REHEARSED");
        assertThat(drawer.all().locator(".rehearsed")).containsText("nothing was changed in AWS");
        assertThat(drawer.steps().first()).containsText("would be done");
        assertThat(tab.page().locator(".strip")).containsText("rehearsed");
        assertThat(tab.page().locator(".cutline")).hasCount(0);
        tab.assertNoTrouble();
    }

    @Order(4)
    @Test
    void whatHasChangedMeanwhileIsRefusedAndShownAnew() {
        Tab responder = signedIn("responder", ColorScheme.DARK);
        Drawer drafts = openDrawer(responder);
        plan = drafts.draft("L3", "The key leaked, and we have rehearsed");
        drafts.request(SUSPECT);
        Tab approver = signedIn("approver", ColorScheme.LIGHT);
        Drawer drawer = Drawer.at(approver.page(), INCIDENT, plan);
        exclude("svc-metrics", true);

        drawer.approve();

        assertThat(drawer.all()).containsText("The plan has changed");
        assertThat(drawer.all()).containsText("The plan was computed anew and is another one now");
        drawer.awaitState("DRAFTED");
        approver.expectTrouble(text -> text.contains("status of 409"));
        approver.assertNoTrouble();
        exclude("svc-metrics", false);
    }

    @Order(5)
    @Test
    void anAdminArmsOnTheStatusPage() throws IOException {
        Tab tab = signedIn("admin", ColorScheme.DARK);
        Page page = tab.page();
        page.navigate("/status");
        assertThat(page.locator("[data-mode]")).containsText("UNARMED");
        page.getByLabel("Grounds for arming").fill("An incident");
        page.locator("so-mode button", new Page.LocatorOptions().setHasText("Arm"))
                .click();

        assertThat(page.locator("[data-mode]")).containsText("ARMED until");
        assertThat(page.locator("so-mode")).containsText("Armed by admin");
        check(tab, "status, armed");
    }

    @Order(6)
    @Test
    void anArmedPlanCutsTheLineageAndTheStreamProvesIt() throws IOException {
        Tab responder = signedIn("responder", ColorScheme.DARK);
        Drawer drawer = openDrawer(responder);
        plan = drawer.draft("L3", "The key leaked, and its owner can't be reached");
        drawer.request(SUSPECT);
        Drawer approver = Drawer.at(signedIn("approver", ColorScheme.DARK).page(), INCIDENT, plan);
        approver.approve();
        approver.awaitState("APPROVED");
        drawer.awaitState("APPROVED");
        drawer.type(SUSPECT);
        drawer.button("Cut access now").click();

        drawer.awaitState("VERIFYING");
        for (Locator step : drawer.steps().all()) {
            assertThat(step).containsText("done");
            assertThat(step).containsText(REQUEST_ID);
        }
        RoomView room = new RoomView(responder.page());
        assertThat(responder.page().locator(".cutline")).containsText("Cut-off");
        assertThat(room.row("after cut-off: denied").first()).isVisible(within(30_000));
        assertThat(drawer.proof()).containsText(Pattern.compile("0\\s*succeeding"), soon());
        assertThat(drawer.proof()).containsText("steps hold", soon());
        check(responder, "verifying");
        drawer.awaitState("CONTAINED");
        assertThat(drawer.proof()).containsText(Pattern.compile("[1-9]\\d*\\s*denied"));
        assertThat(responder.page().locator(".strip")).containsText("verified");
        assertThat(responder.page().getByText("AFTER cut-off: still active")).hasCount(0);
        responder.assertNoTrouble();
    }

    @Order(7)
    @Test
    void everyContainmentInForceIsOnOnePage() throws IOException {
        Tab tab = signedIn("viewer", ColorScheme.LIGHT);
        tab.page().navigate("/containments");

        assertThat(tab.page().locator("main tr", new Page.LocatorOptions().setHasText("user/" + SUSPECT)))
                .containsText("responder");
        check(tab, "containments");
    }

    @Order(8)
    @Test
    void theUndoIsAPlanWithADryRunOfItsOwn() {
        Tab responder = signedIn("responder", ColorScheme.DARK);
        Drawer drawer = Drawer.at(responder.page(), INCIDENT, plan);
        drawer.all().locator("#contain-undo").fill("The key was replaced");
        drawer.button("Draft the undo").click();
        assertThat(drawer.all().locator("h2")).hasText("Give access back");
        String undo = drawer.drafted();
        drawer.steps().first().locator("summary").click();
        assertThat(drawer.steps().first().locator(".diff .del").first()).isVisible();
        drawer.request(SUSPECT);
        Drawer approver = Drawer.at(signedIn("approver", ColorScheme.DARK).page(), INCIDENT, undo);
        approver.approve();
        drawer.awaitState("APPROVED");
        drawer.type(SUSPECT);
        drawer.button("Undo now").click();

        assertThat(drawer.steps().first()).containsText("done", soon());
        Drawer original = Drawer.at(responder.page(), INCIDENT, plan);
        original.awaitState("UNDONE");
        assertThat(responder.page().locator(".cutline")).hasCount(0);
        responder.page().navigate("/containments");
        assertThat(responder.page().locator("main")).not().containsText(SUSPECT);
        responder.assertNoTrouble();
    }

    @Order(9)
    @Test
    void theKillSwitchIsSeenOnEveryPage() throws IOException {
        Page admin = signedIn("admin", ColorScheme.DARK).page();
        admin.navigate("/status");
        admin.locator("so-mode button", new Page.LocatorOptions().setHasText("Stop everything"))
                .click();
        assertThat(admin.getByLabel("Kill switch")).containsText("No plan is executed.");

        Tab viewer = signedIn("viewer", ColorScheme.DARK);
        assertThat(viewer.page().getByLabel("Kill switch")).containsText("admin pulled it");
        check(viewer, "stopped");
        Drawer drawer = openDrawer(signedIn("responder", ColorScheme.DARK));
        drawer.choose("L3", "Once more");
        assertThat(drawer.guardrail("kill-switch")).containsText("admin pulled the kill switch");
    }

    private static Tab signedIn(String role, ColorScheme theme) {
        return STAGE.tab(1440, 900, theme).signIn(role, Stage.drillPassword(role));
    }

    private static Drawer openDrawer(Tab tab) {
        RoomView.open(tab, INCIDENT).button("Disable access…").click();
        return new Drawer(tab.page());
    }

    /** A lineage that still grows makes another plan of every draft. */
    private static void awaitTheWholeLineage(Page page) {
        page.waitForFunction(
                "() => document.querySelector('so-feed').rows.some(row => /changed the console password/.test(row.sentence))",
                null,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
        assertThat(page.locator("so-tree")).containsText("payroll-admin", soon());
    }

    private static void exclude(String label, boolean out) {
        String id = STAGE.drilled("responder")
                .get("/api/incidents/" + INCIDENT + "/lineage")
                .jsonPath()
                .getString("identities.find { it.label == '" + label + "' }.id");
        STAGE.drilled("responder")
                .contentType("application/json")
                .body(Map.of("note", "for a test"))
                .post("/api/incidents/" + INCIDENT + "/identities/" + id + (out ? "/exclude" : "/include"))
                .then()
                .statusCode(200);
    }

    private static void check(Tab tab, String state) throws IOException {
        Axe.load().assertNoBarriers(tab.page(), state);
        tab.assertNoTrouble();
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    }

    private static LocatorAssertions.IsVisibleOptions within(double millis) {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(millis);
    }
}
