package io.stakeout.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A drill, from the sign-in page to a running room: what somebody sees who tries Stakeout out. */
class DrillRoomIT {

    @RegisterExtension
    static final Stage STAGE = Stage.drill("--speed", "3");

    private Tab tab;
    private Page page;
    private RoomView room;

    @BeforeEach
    void walkIntoTheRoom() {
        tab = STAGE.tab();
        page = tab.page();
        page.navigate("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fill in responder"))
                .click();
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Drill: leaked access key"))
                .first()
                .click();
        room = new RoomView(page);
        assertThat(room.follow()).hasText(RoomView.LIVE);
        room.awaitRows(3);
    }

    @Test
    void saysThatItIsADrillOnEveryPage() {
        assertThat(page.getByLabel("Rehearsal")).containsText("Nothing here touches a real AWS account");
        page.navigate("/incidents");
        assertThat(page.getByLabel("Rehearsal")).containsText("DRILL");
        tab.assertNoTrouble();
    }

    @Test
    void rowsArriveWhileOneLooks() {
        int before = room.sequence().size();

        room.awaitRows(before + 2);

        assertThat(room.rows().last()).isVisible();
        assertThat(room.follow()).hasText(RoomView.LIVE);
        assertThat(page.locator("so-follow")).containsText(Pattern.compile("newest event\\s+\\d+ ?[sm]"));
        assertThat(page.locator("so-follow")).containsText(Pattern.compile("lag p50\\s+\\d+ ?s\\s+p95\\s+\\d+"));
        tab.assertNoTrouble();
    }

    @Test
    void aRowOpensPausesAndShowsTheRecordUntilSpaceResumes() {
        Locator row = room.row("deploy-legacy").last();
        row.click();

        assertThat(room.follow()).hasText(RoomView.PAUSED);
        assertThat(room.detail()).containsText("arn:aws:iam::444455556666:user/deploy-legacy");
        assertThat(page.getByLabel("Record as JSON")).containsText("\"eventVersion\"");
        assertThat(room.follow())
                .hasText(
                        Pattern.compile("PAUSED · [1-9]\\d* new"),
                        new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(page.locator(".pill")).containsText(Pattern.compile("[1-9]\\d* new"));

        page.keyboard().press("Escape");
        assertThat(room.detail()).hasCount(0);
        page.keyboard().press("Space");
        assertThat(room.follow()).hasText(RoomView.LIVE);
        assertThat(page.locator(".pill")).hasCount(0);
        tab.assertNoTrouble();
    }

    @Test
    void scrollingAwayPauses() {
        room.awaitRows(40);
        page.locator("so-feed .rows").hover();
        page.mouse().wheel(0, -300);

        assertThat(room.follow()).hasText(RoomView.PAUSED);

        room.button("Resume").click();
        assertThat(room.follow()).hasText(RoomView.LIVE);
        tab.assertNoTrouble();
    }

    @Test
    void aClassIsFilteredInTheAddressAndTheHiddenRowsAreCounted() {
        page.getByLabel("Filter by class and outcome")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("READ"))
                .click();

        assertThat(page).hasURL(Pattern.compile("\\?class=read$"));
        page.reload();
        assertThat(page.getByLabel("Remove the filter class read")).isVisible();
        assertThat(room.follow()).hasText(RoomView.LIVE);
        room.awaitRows(1);

        assertThat(page.evaluate("[...new Set(document.querySelector('so-feed').rows"
                        + ".filter(row => row.kind === 'activity').map(row => row.class))].join()"))
                .isEqualTo("read");
        page.keyboard().press("2");
        assertThat(page).hasURL(Pattern.compile("class=read%2Cwrite|class=read,write"));
        page.getByLabel("Remove the filter class read").click();
        assertThat(room.edge()).containsText(Pattern.compile("\\d+ hidden by filter"));
        tab.assertNoTrouble();
    }

    @Test
    void theSearchNarrowsTheFeed() {
        page.keyboard().press("/");
        page.keyboard().type("nothing is called like this");

        assertThat(page.getByText("Every row is hidden by the filter")).isVisible();
        assertThat(page).hasURL(Pattern.compile("q=nothing"));

        page.keyboard().press("Escape");
        assertThat(room.edge()).containsText("none hidden");
        tab.assertNoTrouble();
    }

    @Test
    void theListKeepsItselfFresh() {
        page.navigate("/incidents");
        Locator calls = page.locator(".inc .tally").first();
        String before = calls.textContent();

        page.waitForFunction(
                "before => document.querySelector('.inc .tally').textContent !== before",
                before,
                new Page.WaitForFunctionOptions().setTimeout(30_000));
        tab.assertNoTrouble();
    }
}
