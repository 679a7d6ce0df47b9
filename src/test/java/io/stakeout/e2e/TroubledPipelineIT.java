package io.stakeout.e2e;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.stakeout.testing.Axe;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** What a room shows when the way in is broken. The socket is changed on its way: its beats tell of it, notes are alarms. */
class TroubledPipelineIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Stage STAGE = Stage.serve();

    @ParameterizedTest
    @EnumSource(names = {"DARK", "LIGHT"})
    void aSilentLaneAndAnAlarmAreFoundAtOnceThroughFilterAndPause(ColorScheme theme) throws IOException {
        String incident = STAGE.incident("Blind", "AKIATFQR7NSC8Q4X20BJ");
        Tab tab = STAGE.tab(1280, 900, theme).signIn("admin", Stage.PASSWORD);
        Page page = tab.page();
        page.routeWebSocket(Pattern.compile("/ws/incidents/"), TroubledPipelineIT::breakThePipeline);
        RoomView room = RoomView.open(tab, incident);

        page.waitForSelector(".trouble");
        assertThat(page.locator(".trouble"))
                .containsText(Pattern.compile("CloudWatch Logs silent since \\d\\d:\\d\\d \\(12 min\\)"));
        assertThat(page.locator(".head")).containsText("1 PIPELINE ALARM");
        assertThat(page.locator(".head").boundingBox().height).isLessThanOrEqualTo(104);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isZero();

        room.search().fill("nothing is called like this");
        page.locator("so-feed .rows").focus();
        page.keyboard().press("Space");
        assertThat(room.follow()).hasText(RoomView.PAUSED);
        STAGE.note(incident, "eve stopped the trail");

        assertThat(page.locator(".r-alarm")).containsText("eve stopped the trail");
        assertThat(page.locator(".banner").filter(new Locator.FilterOptions().setHasText("Pipeline alarm")))
                .containsText("eve stopped the trail");
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        Axe.load().assertNoBarriers(page, "room with a broken pipeline");

        room.button("Seen").click();
        assertThat(page.getByText("Pipeline alarm,")).hasCount(0);
        assertThat(page.locator("so-feed .rows")).isFocused();
        tab.assertNoTrouble();
    }

    private static void breakThePipeline(WebSocketRoute browser) {
        WebSocketRoute server = browser.connectToServer();
        server.onMessage(frame -> browser.send(broken(frame.text())));
    }

    private static String broken(String text) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(text);
            if (message.path("type").asText().equals("beat")) {
                message.put("pipelineAlarms", 1);
                message.putArray("lanes")
                        .addObject()
                        .put("lane", "CW")
                        .put(
                                "silentSince",
                                Instant.now().minusSeconds(12 * 60 + 20).toString());
            }
            for (JsonNode entry : message.path("entries")) {
                if (entry.path("kind").asText().equals("note")) {
                    ((ObjectNode) entry).put("kind", "watch").put("action", "pipeline-alarm");
                }
            }
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
