package io.stakeout.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.stakeout.drill.cast.Persona;
import io.stakeout.drill.cast.Scenery;
import io.stakeout.testing.Tab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A detector speaks while a drill runs: the README's own words, in bash, before the eyes of somebody who touches nothing. */
class SignalIT {

    private static final Pattern INCIDENT = Pattern.compile("\"incidentId\":\"(\\d+)\"");

    /** The page asks anew every ten seconds; a busy machine may take longer than that. */
    private static final double SOON = Duration.ofSeconds(60).toMillis();

    /** Somebody who works all the time, and whom nobody watches. */
    private static final String SUSPECT = Persona.TOM.name();

    private static final Duration ENOUGH_TO_LOOK_BACK_TO = Duration.ofSeconds(40);

    @RegisterExtension
    static final Stage STAGE = Stage.drill("--speed", "3");

    @Test
    void aRoomOpensWithHistoryAndTheListShowsItWithoutReload() throws Exception {
        Tab tab = STAGE.tab().signIn("responder", Stage.drillPassword("responder"));
        Page page = tab.page();
        page.navigate("/incidents");
        page.evaluate("window.sameDocument = true");
        assertThat(page.locator("#incident-list")).not().containsText(SUSPECT);
        somebodyHasWorked();

        Instant begun = now();
        long told = System.nanoTime();
        String answer = pasted();
        long answered = System.nanoTime();

        assertThat(answer).contains("\"outcome\":\"opened\"");
        Matcher incident = INCIDENT.matcher(answer);
        assertThat(incident.find()).isTrue();
        Locator row = page.locator("a[href='/incidents/" + incident.group(1) + "']");
        assertThat(row).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON));
        long shown = System.nanoTime();
        assertThat(page.locator("#incident-list")).containsText(SUSPECT);
        assertThat(page.evaluate("window.sameDocument"))
                .as("the very same document")
                .isEqualTo(true);
        tab.assertNoTrouble();
        historyIsThere(page, row, incident.group(1), begun);
        tab.assertNoTrouble();
        report(answered - told, shown - told);
    }

    /** What had passed before anybody knew of the suspect. */
    private static void historyIsThere(Page page, Locator row, String incident, Instant told) {
        row.click();
        page.waitForURL("**/incidents/" + incident);
        RoomView room = new RoomView(page);
        room.awaitRows(2);
        assertThat(page.locator("so-feed")).containsText("Impossible travel");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(arrivals(incident))
                        .as("a call that had arrived before the signal")
                        .anyMatch(at -> at.isBefore(told)));
        assertThat(room.row(SUSPECT).first()).isVisible();
    }

    private static List<Instant> arrivals(String incident) {
        List<String> all = STAGE.drilled("viewer")
                .get("/api/incidents/" + incident + "/activity")
                .then()
                .statusCode(200)
                .extract()
                .path("rows.arrivedAt");
        return all.stream().map(Instant::parse).toList();
    }

    /** Else there is nothing that could be looked back to. */
    private static void somebodyHasWorked() {
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            String since = STAGE.drilled("viewer").get("/api/status").path("lookback.since");
            return since != null && Instant.parse(since).isBefore(now().minus(ENOUGH_TO_LOOK_BACK_TO));
        });
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** The README's example, at this address, about a person of the drill. */
    private static String pasted() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("secret=drill-signals-secret");
        String script = readme.substring(begin, readme.indexOf("```", begin))
                .replace("http://127.0.0.1:8080", STAGE.address())
                .replace(
                        "\"type\":\"access-key\",\"value\":\"AKIAIOSFODNN7EXAMPLE\",\"account\":\"111122223333\"",
                        "\"type\":\"user-name\",\"value\":\"" + SUSPECT + "\",\"account\":\"" + Scenery.WORKLOAD
                                + "\"");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Recorded, and no gate: machines differ. */
    private static void report(long answered, long shown) throws IOException {
        String line = "signal answered after %d ms, on the list of incidents after %d ms%n"
                .formatted(TimeUnit.NANOSECONDS.toMillis(answered), TimeUnit.NANOSECONDS.toMillis(shown));
        Files.writeString(Path.of("target", "signal-latency.txt"), line);
    }
}
