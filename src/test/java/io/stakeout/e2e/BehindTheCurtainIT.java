package io.stakeout.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.testing.Axe;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A live attack on the drill's cloud: the lineage grows by itself, and the room agrees with the truth. */
class BehindTheCurtainIT {

    /** Of the attacker's calls, up to the attempt to stop the trail. */
    private static final int WHOLE_WAY = 28;

    private static final List<String> BYSTANDERS =
            List.of("ci-bot", "nina.hoffmann", "tom.berger", "report-service", "trail-guardian");

    @RegisterExtension
    static final Stage STAGE = Stage.drill("--speed", "6");

    @Test
    void theLineageGrowsByItself() {
        Tab tab = STAGE.tab().signIn("responder", "drill-responder-pass");
        Page page = tab.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Drill: leaked access key"))
                .first()
                .click();
        RoomView room = new RoomView(page);
        assertThat(room.follow()).hasText(RoomView.LIVE);

        for (String hop :
                List.of("deploy-production/s3-sync", "backup-admin/s3-sync", "svc-metrics", "payroll-admin")) {
            assertThat(page.locator(".tree"))
                    .containsText(hop, new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
        }
        tab.assertNoTrouble();
    }

    @Test
    void everyCallOfTheAttackerIsInTheRoomAndNoBystandersIs() throws IOException {
        Tab tab = STAGE.tab().signIn("viewer", "drill-viewer-pass");
        Page page = tab.page();
        page.navigate("/debrief");
        page.waitForFunction(
                "least => { const row = document.querySelector('[data-actor=attacker]');"
                        + " return row && Number(row.cells[3].textContent) >= least; }",
                WHOLE_WAY,
                new Page.WaitForFunctionOptions().setTimeout(90_000));

        assertThat(page.getByLabel("Room and truth")).containsText("agrees");
        Map<String, Long> attacker = counts(page, "attacker");
        assertThat(attacker).containsEntry("missing", 0L).containsEntry("untold", 0L);
        assertThat(attacker.get("shown") + attacker.get("under way")).isEqualTo(attacker.get("calls"));
        for (String bystander : BYSTANDERS) {
            assertThat(counts(page, bystander))
                    .as(bystander)
                    .containsEntry("shown", 0L)
                    .containsEntry("wrong", 0L)
                    .hasEntrySatisfying("calls", calls -> assertThat(calls).isPositive());
        }
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Calls")))
                .isVisible();
        Axe.load().assertNoBarriers(page, "debrief");
        tab.assertNoTrouble();
    }

    @Test
    void thePageIsOneClickFromEveryOther() {
        Tab tab = STAGE.tab().signIn("viewer", "drill-viewer-pass");
        tab.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Behind the curtain"))
                .click();

        assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Behind the curtain")))
                .isVisible();
        tab.assertNoTrouble();
    }

    private static Map<String, Long> counts(Page page, String actor) {
        List<String> cells = page.locator("[data-actor='" + actor + "'] td").allTextContents();
        return Map.of(
                "calls", number(cells.get(2)),
                "shown", number(cells.get(3)),
                "under way", number(cells.get(4)),
                "untold", number(cells.get(5)),
                "missing", number(cells.get(6)),
                "wrong", number(cells.get(7)));
    }

    private static long number(String text) {
        return Long.parseLong(text.strip().replace(",", ""));
    }
}
