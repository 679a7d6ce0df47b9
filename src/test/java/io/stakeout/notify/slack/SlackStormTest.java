package io.stakeout.notify.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.incident.Counters;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Matched;
import io.stakeout.notify.Outbox;
import io.stakeout.notify.Stage;
import io.stakeout.notify.news.News;
import io.stakeout.notify.slack.LoopbackSlack.Heard;
import io.stakeout.notify.slack.LoopbackWorkspace.Said;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Suspects who make 2,000 calls a second: everything is counted, Slack isn't flooded, and what is urgent doesn't wait behind
 * what has time. Ten seconds' worth of it; {@code -Dstorm.seconds=60} for a minute's.
 */
@QuarkusTest
@WithPostgres
@TestProfile(SlackStormTest.InSlack.class)
class SlackStormTest {

    private static final int A_SECOND = 2_000;
    private static final int SECONDS = Integer.getInteger("storm.seconds", 10);
    private static final int BATCH = 500;
    private static final Pattern CALLS = Pattern.compile(
            "(\\d+) calls? \\((\\d+) read, (\\d+) write, (\\d+) identity, (\\d+) tamper; (\\d+) denied\\)");

    /** The application with its own worker and clock, and a Slack beside it. */
    public static class InSlack implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Beside.class));
        }
    }

    /** One channel for all incidents, so that they are in each other's way. */
    public static class Beside implements QuarkusTestResourceLifecycleManager {

        static LoopbackSlack slack;
        static String channel;

        @Override
        public Map<String, String> start() {
            slack = new LoopbackSlack();
            channel = slack.workspace().channel("sec-incidents", true);
            return Map.of(
                    "stakeout.slack.bot-token", LoopbackSlack.TOKEN,
                    "stakeout.slack.endpoint", slack.endpoint().toString(),
                    "stakeout.slack.place", "team-channel",
                    "stakeout.slack.team-channel", channel,
                    "stakeout.slack.digest-every", "3s",
                    "stakeout.slack.line-every", "1s",
                    "stakeout.public-url", "https://stakeout.example.org");
        }

        @Override
        public void stop() {
            slack.close();
        }
    }

    @Inject
    Stage stage;

    @Inject
    Outbox outbox;

    private int position() {
        return (int) posts().count();
    }

    private static java.util.stream.Stream<Heard> posts() {
        return Beside.slack.heard("chat.postMessage").stream().filter(Heard::ok);
    }

    private static List<Said> digests(long incident) {
        return Beside.slack.workspace().said(Beside.channel).stream()
                .filter(said -> said.text().startsWith("Incident #" + incident + ": "))
                .filter(said -> CALLS.matcher(said.text()).find())
                .toList();
    }

    private static long[] counted(long incident) {
        long[] sum = new long[6];
        for (Said digest : digests(incident)) {
            Matcher numbers = CALLS.matcher(digest.text());
            if (numbers.find()) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += Long.parseLong(numbers.group(i + 1));
                }
            }
        }
        return sum;
    }

    private void storm(List<Long> incidents, Runnable meanwhile) {
        String[] names = {"GetUser", "ListUsers", "CreateUser", "DeleteTrail", "CreateAccessKey"};
        int batches = A_SECOND * SECONDS / BATCH;
        for (int batch = 0; batch < batches; batch++) {
            long incident = incidents.get(batch % incidents.size());
            List<Matched> calls = new ArrayList<>();
            for (int n = 0; n < BATCH; n++) {
                String address = "203.0.113." + n % 200;
                calls.add(Stage.call(incident, "storm-" + batch + "-" + n, names[n % names.length], address));
            }
            stage.record(calls);
            if (batch == batches / 2) {
                meanwhile.run();
            }
        }
    }

    @Test
    void everythingIsCountedAndSlackIsNotFlooded() {
        List<Long> incidents = List.of(stage.open(Set.of()), stage.open(Set.of()), stage.open(Set.of()));
        AtomicBoolean told = new AtomicBoolean();
        int[] before = new int[1];
        Instant begun = Instant.now();

        storm(incidents, () -> {
            before[0] = position();
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.tell(new News.Tested(Instant.now(), "somebody", "urgent")));
            told.set(true);
        });
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    for (long incident : incidents) {
                        IncidentView view = stage.incidents().get(Actor.STAKEOUT, incident);
                        Counters all = view.counters();
                        assertThat(counted(incident))
                                .containsExactly(
                                        all.total(),
                                        all.reads(),
                                        all.writes(),
                                        all.identities(),
                                        all.tampers(),
                                        all.denied());
                    }
                });

        assertPaced(begun);
        assertThat(told).isTrue();
        List<Heard> posts = posts().toList();
        int at = 0;
        while (!posts.get(at).argument("metadata").contains("test:urgent")) {
            at++;
        }
        assertThat(at - before[0])
                .as("at most what was under way, and what was urgent before it")
                .isLessThanOrEqualTo(3);
        for (long incident : incidents) {
            assertThat(roots(incident)).hasSize(1);
            assertThat(digests(incident).size()).isLessThan(60);
        }
        assertThat(stage.incidents()
                        .get(Actor.STAKEOUT, incidents.get(0))
                        .counters()
                        .total())
                .isGreaterThan((long) A_SECOND * SECONDS / 4);
    }

    private static List<Said> roots(long incident) {
        return Beside.slack.workspace().said(Beside.channel).stream()
                .filter(said -> !said.reply() && said.key().startsWith("root:" + incident + ":"))
                .toList();
    }

    /** By their numbers, not by single gaps: a busy machine brings two a little closer together than they were sent. */
    private static void assertPaced(Instant begun) {
        List<Heard> all = posts().toList();
        for (int i = 0; i + 10 < all.size(); i++) {
            Duration ten = Duration.between(all.get(i).at(), all.get(i + 10).at());
            assertThat(ten).as("ten messages after number " + i).isGreaterThan(Duration.ofSeconds(9));
        }
        long seconds = Duration.between(begun, all.get(all.size() - 1).at()).toSeconds();
        assertThat(all.size()).isLessThanOrEqualTo((int) seconds + 2);
        assertThat(Beside.slack.heard(call -> !call.ok())).isEmpty();
    }
}
