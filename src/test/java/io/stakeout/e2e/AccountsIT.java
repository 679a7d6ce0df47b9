package io.stakeout.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Operators, tokens and passwords, in the browser against the real server. */
class AccountsIT {

    @RegisterExtension
    static final Stage STAGE = Stage.serve();

    @Test
    void anAdminMakesPromotesAndDisablesAnOperator() {
        Tab tab = STAGE.tab().signIn("admin", Stage.PASSWORD);
        Page page = tab.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Operators"))
                .click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("lena.haas");
        page.getByLabel("Shown as").fill("Lena Haas");
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("viewer");
        page.getByLabel("First password").fill(Stage.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add operator"))
                .click();
        Locator row = page.locator("tr").filter(new Locator.FilterOptions().setHasText("lena.haas"));
        assertThat(row).containsText("Lena Haas");
        assertThat(page.getByLabel("First password")).hasValue("");

        page.getByLabel("Role of lena.haas").selectOption("responder");
        assertThat(page.getByText("lena.haas is now responder")).isVisible();
        STAGE.as("lena.haas").get("/api/me").then().statusCode(200).body("role", equalTo("responder"));

        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Disable"))
                .click();
        assertThat(row).containsText("DISABLED");
        STAGE.as("lena.haas").get("/api/me").then().statusCode(401);
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Enable"))
                .click();
        assertThat(row).containsText("active");
        STAGE.as("lena.haas").get("/api/me").then().statusCode(200);
        tab.assertNoTrouble();
    }

    @Test
    void aRefusedChangeIsSaidAndTheListShowsWhatIsTrue() {
        Tab tab = STAGE.tab().signIn("admin", Stage.PASSWORD);
        Page page = tab.page();
        page.navigate("/operators");

        page.getByLabel("Role of admin").selectOption("viewer");

        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("Role of admin")).hasValue("admin");
        tab.expectTrouble(text -> text.contains("status of 4"));
        tab.assertNoTrouble();
    }

    @Test
    void aTokenIsShownOnceWorksAndIsDeleted() {
        Tab tab = STAGE.tab().signIn(STAGE.operator("responder"), Stage.PASSWORD);
        Page page = tab.page();
        page.navigate("/me");
        page.getByLabel("New token").fill("nightly-import");
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("viewer");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make token"))
                .click();
        assertThat(page.getByText("it is shown this once")).isVisible();
        String token = page.locator("code.token").textContent();
        bearer(token, 200);

        page.reload();
        assertThat(page.getByRole(
                        AriaRole.CELL,
                        new Page.GetByRoleOptions().setName("nightly-import").setExact(true)))
                .isVisible();
        assertThat(page.getByText(token)).hasCount(0);

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete nightly-import"))
                .click();
        assertThat(page.getByText("No token.")).isVisible();
        bearer(token, 401);
        tab.assertNoTrouble();
    }

    private static void bearer(String token, int status) {
        given().header("Authorization", "Bearer " + token)
                .get(STAGE.address() + "/api/incidents")
                .then()
                .statusCode(status);
    }

    @Test
    void aChangedPasswordEndsTheOtherSessionsAndKeepsThisOne() {
        String name = STAGE.operator("viewer");
        Tab tab = STAGE.tab().signIn(name, Stage.PASSWORD);
        Tab elsewhere = STAGE.tab().signIn(name, Stage.PASSWORD);
        Page page = tab.page();
        page.navigate("/me");

        change(page, "a-better-password", "another-password");
        assertThat(page.getByText("The two new passwords differ")).isVisible();
        change(page, "a-better-password", "a-better-password");
        assertThat(page.getByText("Your other sessions are signed out")).isVisible();

        page.navigate("/incidents");
        assertThat(page).hasURL(Pattern.compile("/incidents$"));
        elsewhere.page().navigate("/incidents");
        assertThat(elsewhere.page()).hasURL(Pattern.compile("/sign-in"));
        STAGE.as(name).get("/api/me").then().statusCode(401);
        tab.assertNoTrouble();
    }

    private static void change(Page page, String next, String again) {
        page.getByLabel("Current password").fill(Stage.PASSWORD);
        page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                .fill(next);
        page.getByLabel("New password again").fill(again);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change password"))
                .click();
    }

    @Test
    void signingOutLeavesNothingToGoBackTo() {
        Tab tab = STAGE.tab().signIn(STAGE.operator("viewer"), Stage.PASSWORD);
        Page page = tab.page();

        page.getByLabel("Sign out").click();

        assertThat(page).hasURL(Pattern.compile("/sign-in"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile("/sign-in"));
        assertThat(page.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        tab.assertNoTrouble();
    }
}
