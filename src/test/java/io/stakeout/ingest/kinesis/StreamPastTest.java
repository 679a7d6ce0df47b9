package io.stakeout.ingest.kinesis;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.Mode;
import io.stakeout.testing.MotoServer;
import io.stakeout.testing.TestStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What moto's stream still holds, read beside any consumer. */
class StreamPastTest {

    @TempDir
    Path directory;

    private final List<String> read = new ArrayList<>();
    private Optional<StreamPast.Mark> mark = Optional.empty();

    @Test
    void everyShardIsReadOnceAndAnotherGoesOnBehindTheMark() {
        URI moto = MotoServer.require();
        try (TestStream stream = TestStream.create(moto, "past", 2)) {
            stream.spread(IntStream.range(0, 30)
                    .mapToObj(n -> ("record " + n).getBytes(StandardCharsets.UTF_8))
                    .toList());
            StreamPast past = past(Configured.of(stream.name(), moto, moto), Mode.SERVE);
            assertThat(past.readable()).isTrue();
            Instant since = Instant.now().minus(Duration.ofHours(1));
            read(past, since, true);
            assertThat(read).as("one page").isNotEmpty().hasSizeLessThan(30);
            read(past, since, false);
            assertThat(read).hasSize(30).doesNotHaveDuplicates();
            mark = Optional.empty();
            read.clear();
            read(past, Instant.now().plus(Duration.ofMinutes(5)), false);
            assertThat(read).as("nothing arrived since").isEmpty();
        }
    }

    @Test
    void aStreamThatIsNotThereIsAnErrorAndARehearsalReadsNone() {
        URI moto = MotoServer.require();
        Configured configured = Configured.of("no-such-stream", moto, moto);
        StreamPast past = past(configured, Mode.SERVE);
        assertThatThrownBy(() -> read(past, Instant.now().minusSeconds(60), false))
                .satisfies(e -> assertThat(StreamPast.reason(e)).contains("ResourceNotFoundException"));
        assertThat(past(configured, Mode.DRILL).readable()).isFalse();
    }

    private StreamPast past(Configured configured, Mode mode) {
        return Past.of(configured, mode, directory);
    }

    private void read(StreamPast past, Instant since, boolean onePage) {
        past.read(
                since,
                Instant.now(),
                mark,
                page -> {
                    page.records().forEach(record -> read.add(new String(record, StandardCharsets.UTF_8)));
                    mark = Optional.of(page.upTo());
                    return !onePage;
                },
                () -> false);
    }
}
