package io.stakeout.e2e;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The countermeasure drawer of a room, as a person sees it. */
record Drawer(Page page) {

    /** Opens it at this plan, in the room of this incident. */
    static Drawer at(Page page, String incident, String plan) {
        page.navigate("/incidents/" + incident + "#plan=" + plan);
        Drawer drawer = new Drawer(page);
        assertThat(drawer.all().locator(".drawer-h")).containsText("plan " + plan + " ·");
        return drawer;
    }

    Locator all() {
        return page.locator("so-contain");
    }

    Locator button(String name) {
        return all().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator footer() {
        return all().locator(".drawer-f");
    }

    Locator steps() {
        return all().locator(".plan > li:has(.pstep)");
    }

    Locator proof() {
        return all().getByLabel("Proof of the cut");
    }

    Locator guardrail(String id) {
        return all().locator("[data-guardrail=" + id + "]");
    }

    void type(String name) {
        all().locator("#contain-name").fill(name);
    }

    void choose(String level, String grounds) {
        all().locator("input[value=" + level + "]").check();
        all().locator("#contain-why").fill(grounds);
        button("Draft and dry-run").click();
    }

    /** Chooses a level and drafts; the answer is the plan's number. */
    String draft(String level, String grounds) {
        choose(level, grounds);
        return drafted();
    }

    /** The number of the plan whose dry run is shown. */
    String drafted() {
        awaitState("DRAFTED");
        return page.url().replaceFirst(".*#plan=", "");
    }

    /** Waits for the word of the plan's state. */
    void awaitState(String word) {
        assertThat(all().locator(".drawer-h .tag"))
                .hasText(
                        Pattern.compile("^\\s*" + word + "\\s*$"),
                        new LocatorAssertions.HasTextOptions().setTimeout(240_000));
    }

    void request(String name) {
        button("Continue to confirm").click();
        type(name);
        button("Request approval").click();
        awaitState("NEEDS APPROVAL");
    }

    void approve() {
        Locator pipeline = all().locator("input[name=pipeline]");
        if (pipeline.count() > 0) {
            pipeline.check();
        }
        button("Approve the cut").click();
    }
}
