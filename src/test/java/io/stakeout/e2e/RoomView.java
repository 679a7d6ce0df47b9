package io.stakeout.e2e;

import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** An incident room as a person sees it. */
record RoomView(Page page) {

    static final Pattern LIVE = Pattern.compile("^LIVE$");
    static final Pattern PAUSED = Pattern.compile("^PAUSED");
    static final Pattern RECONNECTING = Pattern.compile("^RECONNECTING");

    static RoomView open(Tab tab, String incident) {
        tab.page().navigate("/incidents/" + incident);
        RoomView room = new RoomView(tab.page());
        assertThat(room.follow()).hasText(LIVE);
        return room;
    }

    /** The word of the follow state. */
    Locator follow() {
        return page.locator(".follow");
    }

    Locator rows() {
        return page.locator("so-feed .r");
    }

    /** The rows that are calls. */
    Locator calls() {
        return page.locator("so-feed .r:not(.r-note):not(.r-alarm)");
    }

    Locator row(String text) {
        return rows().filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator row(long seq) {
        return page.locator("#row-" + seq);
    }

    Locator detail() {
        return page.getByLabel("Detail of the selected row");
    }

    Locator edge() {
        return page.locator(".edge");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    Locator search() {
        return page.getByLabel("Search the feed");
    }

    /** Sequence numbers of all rows that the room shows, whether they are in view or not. */
    @SuppressWarnings("unchecked")
    List<Integer> sequence() {
        return (List<Integer>) page.evaluate("document.querySelector('so-feed').rows.map(row => row.seq)");
    }

    /** What the feed shows, in order. */
    @SuppressWarnings("unchecked")
    List<String> sentences() {
        return (List<String>) page.evaluate("document.querySelector('so-feed').rows"
                + ".map(row => row.seq + ' ' + (row.sentence ?? row.text ?? row.kind))");
    }

    /** Waits until the feed shows this many rows. */
    void awaitRows(int atLeast) {
        page.waitForFunction(
                "n => document.querySelector('so-feed')?.rows?.length >= n",
                atLeast,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
    }
}
