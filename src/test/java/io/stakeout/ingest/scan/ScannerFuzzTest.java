package io.stakeout.ingest.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.stakeout.testing.SeededTrail;
import io.stakeout.testing.SharedData;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scanner against the full parser: the same matches and the same faults, whatever comes.
 *
 * <p>{@code -Dstakeout.fuzz.events=1500000} makes it long, {@code -Dstakeout.fuzz.seed=…} other.
 */
class ScannerFuzzTest {

    private static final long EVENTS = Long.getLong("stakeout.fuzz.events", 100_000);
    private static final String CONSOLE = "AIDATFQR7NSC5AU2ZV3IE 2023-07-10T11:58:10Z";
    private static final long SEED = Long.getLong("stakeout.fuzz.seed", 20_230_710);

    @Test
    void ordinaryTrafficTakesTheFastWayAndBringsWhatTheFullParserBrings() {
        TwoReadings both = fuzz(new FuzzedTrail(SEED, 100), EVENTS);
        long fast = both.scanner().events() - both.scanner().slowMessages();
        System.getLogger("fuzz").log(System.Logger.Level.DEBUG, "fast " + fast);
        assertThat(fast).isGreaterThan(both.scanner().events() * 3 / 4);
        assertThat(fast).isGreaterThan(Math.min(EVENTS, EVENTS * 7 / 10));
    }

    @Test
    void strangeTrafficBringsWhatTheFullParserBringsWhicheverWayItTakes() {
        TwoReadings both = fuzz(new FuzzedTrail(SEED + 1, 3), EVENTS / 10);
        assertThat(both.scanner().slowMessages()).isPositive();
        assertThat(both.scanner().slowMessages()).isLessThan(both.scanner().events());
        assertThat(both.faults).isPositive();
    }

    private static TwoReadings fuzz(FuzzedTrail trail, long events) {
        TwoReadings both = new TwoReadings(suspects());
        for (int n = 0; both.fullEvents < events; n++) {
            byte[] payload = trail.payload(1 + n % 40);
            assertThat(both.difference(payload)).as("payload " + n).isEmpty();
        }
        assertThat(both.matches).isPositive();
        return both;
    }

    /** One of each kind. */
    private static Watchlist suspects() {
        List<Suspect> suspects = List.of(
                Suspect.of("access-key", "AKIAUSER000000000007", null),
                Suspect.of("access-key", "ASIAROLE" + SeededTrail.digits(11, 12), null),
                Suspect.of("principal-arn", "arn:aws:iam::444455556666:user/user-13", null),
                Suspect.of("principal-arn", "arn:aws:iam::111122223333:role/service-role-9", null),
                Suspect.of("principal-id", SeededTrail.roleId(4), null),
                Suspect.of("principal-id", SeededTrail.roleId(5) + ":session-22", null),
                Suspect.of("user-name", "user-7", "444455556666"),
                Suspect.of("identity-center-user", "906796fe-10b1-" + SeededTrail.digits(21, 12), null),
                Suspect.of("source-identity", "person-25", null),
                Suspect.of("source-ip", "198.51.100.33", null),
                Suspect.of("source-ip", "2001:DB8:0:0::2", "444455556666"));
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < suspects.size(); i++) {
            watches.add(new Watch(i % 3 + 1, suspects.get(i)));
        }
        return Watchlist.of(watches);
    }

    @Test
    @Tag("public-data")
    void publicRecordsBringWhatTheFullParserBrings() throws IOException {
        TwoReadings both = new TwoReadings(publicSuspects());
        List<byte[]> payloads = new ArrayList<>();
        Path data = SharedData.require("data");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                payloads.addAll(payloads(file));
            }
        }
        for (byte[] payload : payloads) {
            assertThat(both.difference(payload)).isEmpty();
        }
        assertThat(both.fullEvents).isGreaterThan(5_000);
        assertThat(both.matches).isGreaterThan(1_000);
    }

    private static Watchlist publicSuspects() {
        return Watchlist.of(List.of(
                new Watch(1, Suspect.of("principal-arn", "arn:aws:iam::123837392027:user/bert-jan", null)),
                new Watch(2, Suspect.of("user-name", "stratus", "123456789012")),
                new Watch(3, new Suspect(SuspectType.SERVICE_SESSION, "i-0dbc91f429e48eeed", Optional.empty())),
                new Watch(4, new Suspect(SuspectType.CONSOLE_SESSION, CONSOLE, Optional.empty()))));
    }

    /** A file as lines, base64 or not, as a whole, and each line as a message and as the detail of an event. */
    private static List<byte[]> payloads(Path file) throws IOException {
        List<byte[]> payloads = new ArrayList<>();
        byte[] whole = Files.readAllBytes(file);
        payloads.add(whole);
        if (file.toString().endsWith(".b64.txt")) {
            Files.readAllLines(file)
                    .forEach(line -> payloads.add(Base64.getDecoder().decode(line)));
        } else if (file.toString().endsWith(".jsonl")) {
            for (String line : Files.readAllLines(file)) {
                payloads.add(SeededTrail.bytes(line));
                payloads.add(SeededTrail.bytes(
                        "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":" + line + ",\"id\":\"1\"}"));
                payloads.add(FuzzedTrail.gzip(
                        SeededTrail.bytes("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":1,\"message\":"
                                + new ObjectMapper().writeValueAsString(line) + "}]}")));
            }
        }
        return payloads;
    }
}
