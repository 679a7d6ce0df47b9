package io.stakeout.web.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.access.Credential;
import io.stakeout.access.Role;
import io.stakeout.incident.EntryLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ViewerTest {

    private static final Instant NOW = Instant.parse("2026-01-10T10:00:00Z");

    /** A network that takes a text when the test says so. */
    private static final class Network implements Outlet {
        private final List<String> sent = new ArrayList<>();
        private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
        private volatile boolean closed;

        @Override
        public CompletionStage<Void> send(String text) {
            sent.add(text);
            CompletableFuture<Void> taking = new CompletableFuture<>();
            underWay.add(taking);
            return taking;
        }

        @Override
        public void close() {
            closed = true;
        }

        void take() {
            underWay.remove().complete(null);
        }

        void takeAll() {
            while (!underWay.isEmpty()) {
                take();
            }
        }

        String last() {
            return sent.get(sent.size() - 1);
        }
    }

    private final Network network = new Network();
    private final Actor actor = new Actor("viewer", Role.VIEWER, Optional.of(1L));
    private final Viewer viewer =
            new Viewer(actor, new Credential.Token(1), network, Clock.fixed(NOW, ZoneOffset.UTC), 1_000, () -> {});

    @Test
    void nothingIsSentBeforeTheSnapshotAndOnlyOneTextIsUnderWay() {
        viewer.offer(batch(1, 5));
        viewer.tell("beat", "beat");
        assertThat(network.sent).isEmpty();
        viewer.begin("snapshot", 5);
        viewer.offer(batch(6, 7));
        viewer.offer(batch(8, 9));
        assertThat(network.sent).containsExactly("snapshot");
        network.takeAll();
        assertThat(network.sent)
                .containsExactly("snapshot", batch(6, 7).json(), batch(8, 9).json(), "beat");
    }

    @Test
    void entriesOfTheSnapshotAreNotSentAgain() {
        viewer.begin("snapshot", 9);
        viewer.offer(batch(6, 9));
        network.takeAll();
        assertThat(network.sent).containsExactly("snapshot");
    }

    @Test
    void onlyTheNewestBeatWaits() {
        viewer.begin("snapshot", 0);
        viewer.tell("beat", "1");
        viewer.tell("state", "a");
        viewer.tell("beat", "2");
        network.takeAll();
        assertThat(network.sent).containsExactly("snapshot", "2", "a");
    }

    @Test
    void aReaderThatStopsReadingGetsAGapAndWaitsInBoundedMemory() {
        viewer.begin("snapshot", 0);
        long seq = offerRows(1, 1_100);
        assertThat(viewer.waitingRows()).isLessThanOrEqualTo(1_000);
        network.take();
        assertThat(network.last()).isEqualTo("{\"type\":\"gap\",\"fromSeq\":1,\"toSeq\":1100}");
        viewer.offer(batch(seq, seq + 9));
        network.takeAll();
        assertThat(network.last()).isEqualTo(batch(seq, seq + 9).json());
        assertThat(network.closed).isFalse();
    }

    @Test
    void aReaderThatNeverCatchesUpIsSentAway() {
        viewer.begin("snapshot", 0);
        long seq = 1;
        for (int gap = 1; gap <= 4; gap++) {
            assertThat(network.closed).isFalse();
            seq = offerRows(seq, 1_100);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> network.closed);
        assertThat(viewer.waitingRows()).isZero();
        network.takeAll();
        assertThat(network.sent).containsExactly("snapshot");
    }

    @Test
    void aGapThatCouldNotBeToldGrows() {
        viewer.begin("snapshot", 0);
        long seq = offerRows(1, 1_100);
        offerRows(seq, 1_100);
        network.take();
        assertThat(network.last()).startsWith("{\"type\":\"gap\",\"fromSeq\":1,\"toSeq\":2");
    }

    @Test
    void whoIsDismissedIsToldWhyAndGetsNothingMore() {
        viewer.begin("snapshot", 0);
        network.takeAll();
        viewer.dismiss("signed-out", 0);
        viewer.offer(batch(1, 2));
        assertThat(network.last()).isEqualTo("{\"type\":\"bye\",\"reason\":\"signed-out\",\"retryAfter\":0}");
        network.takeAll();
        assertThat(network.closed).isTrue();
        assertThat(network.sent).hasSize(2);
    }

    @Test
    void whoIsDismissedWhileATextIsUnderWayIsToldWhyAfterIt() {
        viewer.begin("snapshot", 0);
        viewer.dismiss("restricted", 0);
        viewer.offer(batch(1, 2));
        network.takeAll();
        assertThat(network.sent)
                .containsExactly("snapshot", "{\"type\":\"bye\",\"reason\":\"restricted\",\"retryAfter\":0}");
        network.takeAll();
        assertThat(network.closed).isTrue();
    }

    @Test
    void whoDoesNotReadWhatIsUnderWayIsCutOffAllTheSame() {
        viewer.begin("snapshot", 0);
        viewer.dismiss("slow", 5);
        await().atMost(Duration.ofSeconds(5)).until(() -> network.closed);
        assertThat(network.sent).containsExactly("snapshot");
    }

    @Test
    void aConnectionThatBreaksIsClosedAndForgotten() {
        viewer.begin("snapshot", 0);
        network.underWay.remove().completeExceptionally(new IllegalStateException("broken pipe"));
        viewer.offer(batch(1, 2));
        assertThat(network.closed).isTrue();
        assertThat(network.sent).containsExactly("snapshot");
    }

    @Test
    void onlyOneHelloIsTaken() {
        assertThat(viewer.greet()).isTrue();
        assertThat(viewer.greet()).isFalse();
    }

    @Test
    void aHelloIsAllThatIsUnderstood() {
        assertThat(Hello.afterSeq("{\"type\":\"hello\",\"afterSeq\":7}")).hasValue(7);
        for (String other : List.of(
                "",
                "{}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"afterSeq\":-1}",
                "{\"type\":\"hello\",\"afterSeq\":\"7\"}",
                "{\"type\":\"hello\",\"afterSeq\":1e99}",
                "{\"type\":\"bye\",\"afterSeq\":1}",
                "[",
                "{\"type\":\"hello\",\"afterSeq\":1} {}",
                "{\"type\":\"hello\",\"afterSeq\":1,\"x\":\"" + "y".repeat(5_000) + "\"}")) {
            assertThat(Hello.afterSeq(other)).as(other).isEmpty();
        }
    }

    private long offerRows(long from, int rows) {
        for (long seq = from; seq < from + rows; seq += 100) {
            viewer.offer(batch(seq, seq + 99));
        }
        return from + rows;
    }

    private static Batch batch(long from, long to) {
        return Batch.of(LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new EntryLine(seq, "{\"seq\":" + seq + "}"))
                .toList());
    }
}
