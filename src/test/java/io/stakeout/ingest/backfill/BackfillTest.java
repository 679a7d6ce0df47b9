package io.stakeout.ingest.backfill;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

import io.stakeout.Mode;
import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.incident.ActivityFilter;
import io.stakeout.incident.CurrentWatch;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.incident.Verdict;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.kinesis.Past;
import io.stakeout.testing.EventHistory;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.TestStream;
import io.stakeout.testing.Traffic;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Looking back in moto's CloudWatch Logs and in a stand-in of CloudTrail's event history; nobody sleeps. */
@QuarkusTest
@WithPostgres
class BackfillTest {

    private static final Duration BACK = Duration.ofDays(1);

    @TempDir
    Path directory;

    @Inject
    Backfills backfills;

    @Inject
    Ledger ledger;

    @Inject
    Incidents incidents;

    @Inject
    CurrentWatch watch;

    @Inject
    Intake intake;

    @Inject
    Timeline timeline;

    private final long n = System.nanoTime() % 100_000_000;
    private final String node = "node-" + n;
    private final String key = key("SEED");
    private final String minted = key("MINT");
    private final String session = key("LATE");
    private final Instant now = Instant.now();
    private final List<Duration> pauses = new ArrayList<>();
    private EventHistory history;
    private long incident;

    @BeforeEach
    void anIncident() {
        history = new EventHistory();
        List<Suspect> suspects = List.of(Suspect.of("access-key", key, null));
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("looking back", Severity.LOW, Follow.FULL, suspects, Set.of(), "person"))
                .id();
    }

    @AfterEach
    void over() {
        history.close();
        if (!incidents.get(Actor.STAKEOUT, incident).closed()) {
            incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "test over");
        }
    }

    @Test
    void theLogGroupIsReadPageByPageAndAgainForWhomItLeadsTo() {
        LogsSource logs = logGroup(
                Traffic.record("by-session", session, ago(60)),
                Traffic.record("by-minted", minted, ago(59)),
                Traffic.record("by-other", key("ELSE"), ago(58)),
                Traffic.assumeRole("second-hop", minted, session, ago(57)),
                Traffic.assumeRole("first-hop", key, minted, ago(56)),
                Traffic.record("by-seed", key, ago(55)),
                Traffic.record("long-ago", key, ago(60 * 30)));
        Backfills.Progress done = look(false, logs);
        assertThat(done.state()).as("%s", done.message()).isEqualTo("done");
        assertThat(found()).containsExactlyInAnyOrder("by-session", "by-minted", "second-hop", "first-hop", "by-seed");
        assertThat(done.recorded()).isEqualTo(5);
        assertThat(done.events()).as("each is counted once").isEqualTo(6);
        assertThat(pauses).as("it keeps to a pace").hasSizeGreaterThan(3);
        assertThat(room())
                .anySatisfy(entry -> assertThat(entry).contains("looks back to").contains("the log group"))
                .anySatisfy(entry -> assertThat(entry).contains("is done").contains("5 new calls"));
        assertThat(timeline.activities(
                                Actor.STAKEOUT,
                                incident,
                                0,
                                500,
                                ActivityFilter.of(Map.of("lane", List.of("BACKFILL"))))
                        .entries())
                .hasSize(5);
    }

    @Test
    void theStreamIsReadAndWhoeverItLeadsToIsLookedForInItAgain() {
        URI moto = MotoServer.require();
        try (TestStream stream = TestStream.create(moto, "back", 2)) {
            stream.put("one", Traffic.logs(List.of(Traffic.record("by-minted", minted, ago(59)))));
            stream.put("two", Traffic.logs(List.of(Traffic.assumeRole("hop", key, minted, ago(50)))));
            stream.put("three", Traffic.event("an event", Traffic.record("by-seed", key, ago(40))));
            StreamSource source = new StreamSource(Past.of(stream.name(), moto, directory), () -> false);
            Backfills.Progress done = look(false, source, logGroup(Traffic.record("in-logs", minted, ago(59))));
            assertThat(done.state()).as("%s", done.message()).isEqualTo("done");
            assertThat(found()).containsExactlyInAnyOrder("by-minted", "hop", "by-seed", "in-logs");
            assertThat(done.events()).isEqualTo(4);
        }
    }

    @Test
    void aRehearsalCallsNobodyButThisMachine() {
        assertThat(clients(Mode.DRILL, Optional.empty()).logsAllowed()).isFalse();
        URI elsewhere = URI.create("https://logs.us-east-1.amazonaws.com");
        assertThat(clients(Mode.REPLAY, Optional.of(elsewhere)).trailAllowed()).isFalse();
        assertThatThrownBy(() -> clients(Mode.DRILL, Optional.of(elsewhere)).logs())
                .isInstanceOf(IllegalStateException.class);
        assertThat(clients(Mode.DRILL, Optional.of(history.address())).trailAllowed())
                .isTrue();
        assertThat(clients(Mode.SERVE, Optional.empty()).trailAllowed()).isTrue();
    }

    private static BackfillClients clients(Mode mode, Optional<URI> endpoint) {
        return new BackfillClients(mode, new BackfillConfig() {
            @Override
            public Optional<String> logGroup() {
                return Optional.empty();
            }

            @Override
            public String logGroupRegion() {
                return "us-east-1";
            }

            @Override
            public Optional<URI> logGroupEndpoint() {
                return endpoint;
            }

            @Override
            public List<String> lookupRegions() {
                return List.of("us-east-1");
            }

            @Override
            public Optional<URI> lookupEndpoint() {
                return endpoint;
            }

            @Override
            public Duration mostAge() {
                return BACK;
            }
        });
    }

    @Test
    void whatIsKnownAlreadyIsPassedOverInSilence() {
        String[] records = {Traffic.record("known", key, ago(60)), Traffic.record("known too", key, ago(50))};
        assertThat(look(false, logGroup(records)).recorded()).isEqualTo(2);
        Backfills.Progress again = look(false, logGroup(records));
        assertThat(again.recorded()).isZero();
        assertThat(again.matched()).isEqualTo(2);
        assertThat(incidents.get(Actor.STAKEOUT, incident).counters().duplicates())
                .isZero();
    }

    @Test
    void aSourceThatFailsIsSaidAndTheNextIsAsked() {
        history.holds("AccessKeyId=" + key, Traffic.record("in-history", key, ago(60)));
        LogsSource missing = new LogsSource("no-such-group-" + n, 10, BackfillTest::logs, pauses::add);
        Backfills.Progress ended = look(true, missing, lookup());
        assertThat(ended.state()).isEqualTo("failed");
        assertThat(ended.message())
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("the log group no-such-group-" + n)
                        .contains("ResourceNotFoundException"));
        assertThat(found()).containsExactly("in-history");
        assertThat(room())
                .anySatisfy(entry -> assertThat(entry).contains("ResourceNotFoundException"))
                .anySatisfy(entry -> assertThat(entry).contains("has ended without all of it"));
    }

    @Test
    void theEventHistoryIsAskedForEachAndForWhomThatLeadsTo() {
        history.holds(
                "AccessKeyId=" + key,
                Traffic.record("one", key, ago(60)),
                Traffic.record("two", key, ago(59)),
                Traffic.assumeRole("hop", key, minted, ago(58)),
                Traffic.record("four", key, ago(57)),
                Traffic.record("five", key, ago(56)));
        history.holds("AccessKeyId=" + minted, Traffic.record("six", minted, ago(61)));
        Backfills.Progress done = look(true, lookup());
        assertThat(done.state()).as("%s", done.message()).isEqualTo("done");
        assertThat(found()).containsExactlyInAnyOrder("one", "two", "hop", "four", "five", "six");
        assertThat(history.asked())
                .filteredOn(asked -> asked.attribute().equals("AccessKeyId=" + key))
                .extracting(EventHistory.Asked::token)
                .containsExactly(null, "token 2", "token 4");
        assertThat(history.asked()).allMatch(asked -> asked.most() == 50);
        assertThat(pauses).as("two calls a second").allMatch(Duration.ofMillis(500)::equals);
        assertThat(room())
                .anySatisfy(entry -> assertThat(entry).contains("what the suspect could see: " + Backfills.VISIBLE));
    }

    @Test
    void whoIsThrottledWaitsLongerAndAsksAgain() {
        history.holds("AccessKeyId=" + key, Traffic.record("one", key, ago(60)));
        history.refuses("ThrottlingException", "ThrottlingException");
        assertThat(look(true, lookup()).state()).isEqualTo("done");
        assertThat(found()).containsExactly("one");
        assertThat(pauses).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500));
    }

    @Test
    void whoIsThrottledForEverGivesUpAndSaysSo() {
        history.refuses(
                IntStream.range(0, 8).mapToObj(i -> "ThrottlingException").toArray(String[]::new));
        Backfills.Progress ended = look(true, lookup());
        assertThat(ended.state()).isEqualTo("failed");
        assertThat(ended.message())
                .hasValueSatisfying(message -> assertThat(message).contains("ThrottlingException, 8 times"));
        assertThat(history.asked()).hasSize(8);
    }

    @Test
    void whoMayNotAskIsToldAtOnce() {
        history.refuses("AccessDeniedException");
        Backfills.Progress ended = look(true, lookup());
        assertThat(ended.message())
                .hasValueSatisfying(message -> assertThat(message).contains("AccessDeniedException"));
        assertThat(history.asked()).hasSize(1);
    }

    @Test
    void quietlyNotOneCallLeaves() {
        history.holds("AccessKeyId=" + key, Traffic.record("one", key, ago(60)));
        Backfills.Progress done = look(false, logGroup(Traffic.record("in-logs", key, ago(60))));
        assertThat(done.state()).isEqualTo("done");
        assertThat(found()).containsExactly("in-logs");
        assertThat(history.asked()).isEmpty();
    }

    @Test
    void whoeverComesNextGoesOnBehindTheLastPageThatWasRecorded() {
        history.holds(
                "AccessKeyId=" + key,
                IntStream.range(0, 6)
                        .mapToObj(i -> Traffic.record("call-" + i, key, ago(60 - i)))
                        .toArray(String[]::new));
        enter(true, lookup());
        // told to stop while the second page is asked for
        run(lookup(), () -> history.asked().size() == 2);
        assertThat(backfills.list(Actor.STAKEOUT, incident).get(0).state()).isEqualTo("running");
        assertThat(found()).containsExactlyInAnyOrder("call-0", "call-1", "call-2", "call-3");
        run(lookup(), () -> false);
        assertThat(history.asked())
                .extracting(EventHistory.Asked::token)
                .startsWith(null, "token 2", "token 4")
                .doesNotHaveDuplicates();
        Backfills.Progress done = backfills.list(Actor.STAKEOUT, incident).get(0);
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.recorded()).isEqualTo(6);
        assertThat(done.events()).isEqualTo(6);
    }

    @Test
    void aPlaceThatAwsHasForgottenIsReadFromItsBeginning() {
        history.holds(
                "AccessKeyId=" + key,
                IntStream.range(0, 4)
                        .mapToObj(i -> Traffic.record("call-" + i, key, ago(60 - i)))
                        .toArray(String[]::new));
        enter(true, lookup());
        run(lookup(), () -> history.asked().size() == 1);
        history.refuses("InvalidNextTokenException");
        run(lookup(), () -> false);
        assertThat(backfills.list(Actor.STAKEOUT, incident).get(0).state()).isEqualTo("done");
        assertThat(found()).hasSize(4);
        assertThat(history.asked()).extracting(EventHistory.Asked::token).startsWith(null, "token 2", null, "token 2");
    }

    @Test
    void anIncidentIsLookedBackForOnceAtATime() {
        enter(true, lookup());
        assertThatThrownBy(() -> enter(true, lookup()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
        run(lookup(), () -> false);
        enter(true, lookup());
        run(lookup(), () -> false);
        assertThat(backfills.list(Actor.STAKEOUT, incident)).hasSize(2);
    }

    @Test
    void itEndsWithItsIncident() {
        history.holds("AccessKeyId=" + key, Traffic.record("one", key, ago(60)));
        enter(true, lookup());
        incidents.close(Actor.STAKEOUT, incident, Verdict.EXERCISE, "enough");
        run(lookup(), () -> false);
        Backfills.Progress ended = backfills.list(Actor.STAKEOUT, incident).get(0);
        assertThat(ended.state()).isEqualTo("failed");
        assertThat(ended.message()).hasValueSatisfying(why -> assertThat(why).contains("closed meanwhile"));
        assertThat(history.asked()).isEmpty();
    }

    private Backfills.Progress look(boolean lookup, Source... sources) {
        enter(lookup, sources);
        LookingBack.Tools tools = new LookingBack.Tools(ledger, watch, intake);
        new LookingBack(tools, List.of(sources), node, ledger.take(node).orElseThrow(), () -> false).run();
        return backfills.list(Actor.STAKEOUT, incident).get(0);
    }

    private void enter(boolean lookup, Source... sources) {
        backfills.enter(Actor.STAKEOUT, incident, now.minus(BACK), lookup, node, List.of(sources));
    }

    /** As a process would that has just started. */
    private void run(Source source, java.util.function.BooleanSupplier stopped) {
        LookingBack.Tools tools = new LookingBack.Tools(ledger, watch, intake);
        new LookingBack(tools, List.of(source), node, ledger.take(node).orElseThrow(), stopped).run();
    }

    private LookupSource lookup() {
        return new LookupSource(List.of("us-east-1"), this::trail, pauses::add);
    }

    private CloudTrailClient trail(String region) {
        return CloudTrailClient.builder()
                .endpointOverride(history.address())
                .region(Region.of(region))
                .credentialsProvider(TestStream.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static CloudWatchLogsClient logs() {
        return CloudWatchLogsClient.builder()
                .endpointOverride(MotoServer.require())
                .region(Region.US_EAST_1)
                .credentialsProvider(TestStream.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** With these records, each at its own time; two a page. */
    private LogsSource logGroup(String... records) {
        URI moto = MotoServer.require();
        String group = "/trail/" + moto.getPort() + "/" + System.nanoTime();
        try (CloudWatchLogsClient logs = logs()) {
            logs.createLogGroup(create -> create.logGroupName(group));
            logs.createLogStream(create -> create.logGroupName(group).logStreamName("one"));
            for (String record : records) {
                String time = record.replaceAll(".*\"eventTime\":\"([^\"]+)\".*", "$1");
                logs.putLogEvents(put -> put.logGroupName(group)
                        .logStreamName("one")
                        .logEvents(InputLogEvent.builder()
                                .timestamp(Instant.parse(time).toEpochMilli())
                                .message(record)
                                .build()));
            }
        }
        return new LogsSource(group, 2, BackfillTest::logs, pauses::add);
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private String key(String name) {
        return "AKIABACK" + name + String.format("%08d", n);
    }

    private List<String> found() {
        return timeline.activities(Actor.STAKEOUT, incident, 0, 500, ActivityFilter.of(Map.of())).entries().stream()
                .map(line -> line.json().replaceAll(".*\"eventId\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private List<String> room() {
        return timeline.entries(Actor.STAKEOUT, incident, 0, 500).entries().stream()
                .map(line -> line.json())
                .filter(json -> json.contains("\"backfill\""))
                .toList();
    }
}
