package io.stakeout.web.pages;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.stakeout.ingest.StreamState;
import io.stakeout.web.pages.StatusView.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PipelineViewTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:14:00Z");

    private final PipelineView broken = new PipelineView(new BrokenPipeline(NOW), NOW);

    @Test
    void what_is_silent_comes_first_with_since_when_and_how_long() {
        assertThat(broken.lanes())
                .extracting(StatusView.Lane::name, StatusView.Lane::level, StatusView.Lane::state)
                .containsExactly(
                        tuple("CloudWatch Logs", "alarm", "silent since 10:02 (12m 00s)"),
                        tuple("EventBridge", "ok", "fresh"),
                        tuple("Imported files", "muted", "quiet"));
    }

    @Test
    void the_consumer_says_why_and_that_it_reads_again() {
        StatusView.Consumer consumer = broken.consumer();
        assertThat(consumer.word()).isEqualTo("waiting");
        assertThat(consumer.level()).isEqualTo("alarm");
        assertThat(consumer.since()).contains(NOW.minusSeconds(60));
        assertThat(consumer.says())
                .isEqualTo("The database does not answer. Reading the last 30 min of 2 shards again.");
    }

    @Test
    void everything_wrong_is_named_beside_the_heading() {
        assertThat(broken.troubles())
                .extracting(Trouble::text)
                .containsExactly("1 pipeline alarm", "consumer waiting", "1 lane silent", "1 shard behind");
    }

    @Test
    void the_numbers_have_their_units() {
        assertThat(broken.stats())
                .extracting(stat -> stat.value() + stat.of().map(of -> " " + of).orElse(""))
                .containsExactly("6 s", "48 s", "15m 00s / 212 MB, 4,100 blocks");
    }

    @Test
    void nothing_is_wrong_where_no_stream_is_configured() {
        PipelineView none = new PipelineView(new NoPipeline(), NOW);
        assertThat(none.troubles()).isEmpty();
        assertThat(none.consumer().word()).isEqualTo("off");
        assertThat(none.consumer().since()).isEmpty();
        assertThat(none.stats()).extracting(StatusView.Stat::value).containsExactly("–", "–", "–");
    }

    @Test
    void a_page_shows_a_hundred_lanes_and_counts_the_others() {
        Pipeline.LaneStatus one = new BrokenPipeline(NOW).lanes().get(0);
        PipelineView many = new PipelineView(new Lanes(Collections.nCopies(130, one)), NOW);
        assertThat(many.lanes()).hasSize(PipelineView.MOST_LANES);
        assertThat(many.moreLanes()).isEqualTo(30);
    }

    private record Lanes(List<Pipeline.LaneStatus> lanes, Pipeline rest) implements Pipeline {

        Lanes(List<Pipeline.LaneStatus> lanes) {
            this(lanes, new NoPipeline());
        }

        @Override
        public StreamState.View consumer() {
            return rest.consumer();
        }

        @Override
        public List<Shard> shards() {
            return List.of();
        }

        @Override
        public Held lookback() {
            return new Held(0, 0, Optional.empty());
        }

        @Override
        public long quarantined() {
            return 0;
        }

        @Override
        public List<Alarm> alarms() {
            return List.of();
        }
    }
}
