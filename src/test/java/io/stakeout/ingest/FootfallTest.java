package io.stakeout.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.testing.JsonMembers;
import io.stakeout.testing.SeededTrail;
import io.stakeout.testing.WellFormed;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted of the events that pass, by whichever way. */
class FootfallTest {

    private static final long HOUR = Instant.parse("2023-07-10T11:42:18Z").getEpochSecond() / 3_600;

    private final SeededTrail trail = new SeededTrail(1, 20);
    private final LaneMeter meter = new LaneMeter(new SimpleMeterRegistry());
    private final Census census = new Census();
    private final ContextUsage usage = new ContextUsage();
    private final Footfall footfall = new Footfall(meter, census, usage);
    private final Scanner scanner = new Scanner(footfall);
    private Watchlist watched = Watchlist.empty();

    @Test
    void bothWaysCountTheSame() {
        List<JsonMembers> records = List.of(
                trail.record(trail.user(1), 1),
                trail.record(trail.role(1), 1),
                trail.record(trail.role(18), 18),
                trail.record(JsonMembers.of("type", "AWSService", "invokedBy", "x"), 4));
        watched = watching(Suspect.of("principal-id", SeededTrail.roleId(1), null));
        records.forEach(record -> scan(record.toString()));
        List<LaneMeter.Line> fast = meter.lines();
        var used = List.copyOf(usage.drain());
        var active = List.copyOf(census.drain());
        Footfall slow = new Footfall(new LaneMeter(new SimpleMeterRegistry()), census, usage);
        slow.arrived(Instant.EPOCH);
        records.forEach(
                record -> slow.saw(Lane.CW, CloudTrailRecord.parse(SeededTrail.bytes(record.toString())), watched));
        assertThat(census.drain()).containsExactlyInAnyOrderElementsOf(active).isNotEmpty();
        assertThat(usage.drain()).containsExactlyInAnyOrderElementsOf(used).isNotEmpty();
        assertThat(fast).hasSize(2);
        assertThat(fast.stream().mapToLong(LaneMeter.Line::events).sum()).isEqualTo(4);
        assertThat(scanner.slowMessages()).isZero();
    }

    @Test
    void whoeverComesAgainIsCountedAlikeWhereverTheyGo() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            String record = trail.next().toString();
            records.add(
                    i % 5 == 0 ? record.replace("\"awsRegion\":\"us-east-1\"", "\"awsRegion\":\"sa-east-1\"") : record);
        }
        records.forEach(this::scan);
        List<LaneMeter.Line> fast = meter.lines();
        var active = List.copyOf(census.drain());
        LaneMeter again = new LaneMeter(new SimpleMeterRegistry());
        Footfall slow = new Footfall(again, census, usage);
        slow.arrived(Instant.EPOCH);
        records.forEach(record -> slow.saw(Lane.CW, CloudTrailRecord.parse(SeededTrail.bytes(record)), watched));
        slow.ended();
        assertThat(scanner.slowMessages()).isLessThan(100);
        assertThat(fast)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("lagP50", "lagP95", "newestArrivedAt")
                .containsExactlyElementsOf(again.lines())
                .hasSizeGreaterThan(3);
        assertThat(census.drain()).containsExactlyInAnyOrderElementsOf(active).hasSizeGreaterThan(30);
    }

    @Test
    void aRegionOfAMegabyteIsCutAndCountedAndNotKept() {
        String huge = "x".repeat(1 << 20);
        String record = trail.record(trail.user(1), 1).toString().replace("eu-central-1", huge);
        scan(record);
        scan(record);
        assertThat(scanner.slowMessages()).isZero();
        assertThat(meter.lines()).singleElement().satisfies(line -> {
            assertThat(line.events()).isEqualTo(2);
            assertThat(line.region()).hasSize(64);
        });
    }

    @Test
    void aLineSaysWhereEventsComeFromAndHowLateTheyAre() {
        footfall.arrived(Instant.parse("2023-07-10T11:45:18Z"));
        scan(trail.record(trail.user(1), 1).toString());
        assertThat(meter.lines()).singleElement().satisfies(line -> {
            assertThat(line.account()).isEqualTo("444455556666");
            assertThat(line.region()).isEqualTo("eu-central-1");
            assertThat(line.lane()).isEqualTo(Lane.CW);
            assertThat(line.newestEventTime()).contains(Instant.parse("2023-07-10T11:42:18Z"));
            assertThat(line.lagP50().orElseThrow().toSeconds()).isEqualTo(180);
        });
    }

    @Test
    void anEventWithoutPlaceOrTimeIsCountedAllTheSame() {
        scan("{\"eventName\":\"A\"}");
        scan("{\"eventName\":\"A\",\"userIdentity\":{\"accountId\":\"111122223333\"}}");
        assertThat(meter.lines()).extracting(LaneMeter.Line::account).containsExactly("", "111122223333");
        assertThat(meter.lines().get(0).newestEventTime()).isEmpty();
    }

    @Test
    void theCensusHasUsersAndRolesOnceAnHourAndNoSessions() {
        for (int n = 0; n < 3; n++) {
            scan(trail.record(trail.role(1), 1).toString());
            scan(trail.record(trail.role(1 + 17 * 3), 1).toString());
            scan(trail.record(trail.user(1), 1).toString());
        }
        assertThat(census.drain())
                .containsExactlyInAnyOrder(
                        new Census.Active(
                                "444455556666",
                                HOUR,
                                "arn:aws:iam::444455556666:role/service-role-1",
                                Census.Kind.ROLE),
                        new Census.Active(
                                "444455556666", HOUR, "arn:aws:iam::444455556666:user/user-1", Census.Kind.USER));
        scan(trail.record(trail.user(1), 1).toString());
        assertThat(census.drain()).as("known in this hour").isEmpty();
        scan(trail.record(trail.user(1), 1).toString().replace("T11:", "T12:"));
        scan(trail.record(trail.user(1), 1).toString());
        assertThat(census.drain())
                .singleElement()
                .satisfies(one -> assertThat(one.hour()).isEqualTo(HOUR + 1));
    }

    @Test
    void theUseOfWhatBelongsToASuspectIsCountedAndNobodyElses() {
        watched = watching(
                Suspect.of("principal-arn", "arn:aws:sts::444455556666:assumed-role/service-role-1/session-1", null));
        scan(trail.record(trail.role(1), 1).toString());
        scan(trail.record(trail.role(1 + 17 * 3), 1).toString());
        scan(trail.record(trail.role(1 + 17 * 3), 1).toString());
        scan(trail.record(trail.user(1), 1).toString());
        String role = "arn:aws:iam::444455556666:role/service-role-1";
        assertThat(usage.drain())
                .containsExactlyInAnyOrder(
                        used(role, ContextUsage.Kind.CALL, "", 3),
                        used(role, ContextUsage.Kind.SESSION, SeededTrail.roleId(1) + ":session-1", 1),
                        used(role, ContextUsage.Kind.SESSION, SeededTrail.roleId(1) + ":session-52", 2),
                        used(role, ContextUsage.Kind.ADDRESS, "2001:db8::2", 3),
                        used(role, ContextUsage.Kind.AGENT, "Boto3", 3));
        assertThat(usage.drain()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsCountedAgain() {
        watched = watching(Suspect.of("access-key", "AKIAUSER000000000001", null));
        scan(trail.record(trail.user(1), 1).toString());
        List<ContextUsage.Used> unwritten = usage.drain();
        scan(trail.record(trail.user(1), 1).toString());
        usage.restore(unwritten);
        assertThat(usage.drain()).hasSameSizeAs(unwritten).allMatch(used -> used.calls() == 2);
    }

    @Test
    void aThousandSessionsOfAnHourAreKeptApartAndTheRestIsOneValue() {
        watched = watching(Suspect.of("principal-id", SeededTrail.roleId(1), null));
        String record = trail.record(trail.role(1), 1).toString();
        for (int n = 0; n < 1_200; n++) {
            scan(record.replace(":session-1\"", ":session-" + n + "\""));
        }
        List<ContextUsage.Used> sessions = usage.drain().stream()
                .filter(used -> used.kind() == ContextUsage.Kind.SESSION)
                .toList();
        assertThat(sessions).hasSize(1_001);
        assertThat(sessions)
                .filteredOn(used -> used.value().equals("…"))
                .singleElement()
                .satisfies(used -> assertThat(used.calls()).isEqualTo(200));
    }

    private static ContextUsage.Used used(String identifier, ContextUsage.Kind kind, String value, long calls) {
        return new ContextUsage.Used(identifier, HOUR, kind, value, calls);
    }

    private static Watchlist watching(Suspect suspect) {
        return Watchlist.of(List.of(new Watch(7, suspect)));
    }

    private void scan(String record) {
        String payload =
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":" + TextNode.valueOf(record) + "}]}";
        scanner.scan(SeededTrail.bytes(payload), watched, new WellFormed());
    }
}
