package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.kinesis.common.InitialPositionInStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {

    private static final URI LOOPBACK = URI.create("http://127.0.0.1:1");
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Configured GOOD = Configured.of("trail", LOOPBACK, LOOPBACK);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "PT30M, 2026-01-31T11:30:00Z",
        "pt2h, 2026-01-31T10:00:00Z",
        "P1D, 2026-01-30T12:00:00Z",
        "2026-01-30T01:02:03Z, 2026-01-30T01:02:03Z",
    })
    void aPositionInTimeIsATimeOrHowLongAgo(String text, Instant since) {
        assertThat(Position.parse(text).since(NOW)).contains(since);
        assertThat(Position.parse(text).from(NOW).getTimestamp().toInstant()).isEqualTo(since);
    }

    @ParameterizedTest
    @CsvSource({"trim-horizon, TRIM_HORIZON", "Latest, LATEST"})
    void aPositionMayBeAnEndOfTheStream(String text, InitialPositionInStream end) {
        assertThat(Position.parse(text).since(NOW)).isEmpty();
        assertThat(Position.parse(text).from(NOW).getInitialPositionInStream()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "30m", "-PT1H", "PT-1H", "", "P"})
    void anyOtherPositionStopsTheStartWithASentence(String text) {
        assertThatThrownBy(() -> Settings.of(GOOD.position(text), directory, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stakeout.kinesis.position is '" + text + "': use trim-horizon,");
    }

    @Test
    void otherValuesThatCannotBeUsedStopTheStartToo() {
        assertThatThrownBy(() -> Settings.of(GOOD.retrieval("pushing"), directory, NOW))
                .hasMessage("stakeout.kinesis.retrieval is 'pushing': use polling or fan-out.");
        assertThatThrownBy(() -> Settings.of(Configured.of("a stream", LOOPBACK, LOOPBACK), directory, NOW))
                .hasMessageStartingWith("stakeout.kinesis.stream is 'a stream'");
        assertThatThrownBy(
                        () -> Settings.of(Configured.of("trail", URI.create("localhost:9"), LOOPBACK), directory, NOW))
                .hasMessageStartingWith("stakeout.kinesis.endpoint is 'localhost:9'");
        assertThatThrownBy(() -> Settings.of(GOOD.role("arn:aws:iam::1:user/x"), directory, NOW))
                .hasMessageStartingWith("stakeout.kinesis.role-arn is 'arn:aws:iam::1:user/x'");
    }

    @Test
    void howLongAgoIsCountedFromTheFirstStartOnly() throws Exception {
        Position begun = new Position.At(NOW.minusSeconds(1_800));
        assertThat(settings(GOOD, NOW).position()).isEqualTo(begun);
        assertThat(settings(GOOD, NOW.plusSeconds(86_400)).position()).isEqualTo(begun);
        assertThat(settings(GOOD.position("PT1H"), NOW).position()).isEqualTo(new Position.At(NOW.minusSeconds(3_600)));
        Files.writeString(directory.resolve("kinesis-begun"), "trail trail PT30M\nonce\n");
        assertThatThrownBy(() -> settings(GOOD, NOW)).hasMessageContaining("remove it");
    }

    private Settings settings(Configured configured, Instant now) {
        return Settings.of(configured, directory, now).orElseThrow();
    }

    @Test
    void theWorkerIdIsMadeOncePerDataDirectory() throws Exception {
        String first = Settings.of(GOOD, directory, NOW).orElseThrow().worker();
        assertThat(Settings.of(GOOD, directory, NOW).orElseThrow().worker()).isEqualTo(first);
        Path other = Files.createDirectory(directory.resolve("other"));
        assertThat(Settings.of(GOOD, other, NOW).orElseThrow().worker()).isNotEqualTo(first);
        Files.writeString(directory.resolve("kinesis-worker-id"), "");
        assertThatThrownBy(() -> Settings.of(GOOD, directory, NOW)).hasMessageContaining("remove the file");
    }
}
