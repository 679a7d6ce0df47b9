package io.stakeout.web.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.stakeout.incident.EntryLine;

import static org.assertj.core.api.Assertions.assertThat;

class PumpTest {

    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private final Pump pump = new Pump(7, new Worker(), (committed, unread) -> turns.add(seqs(committed) + unread));

    @Test
    void whatIsCommittedAfterSilenceIsToldAtOnceWithoutARead() {
        pump.wanted(entries(4, 5));
        run();
        assertThat(turns).containsExactly("[4, 5]false");
        assertThat(waits).containsExactly(0L);
    }

    @Test
    void aHintWithoutEntriesIsRead() {
        pump.wanted(List.of());
        run();
        assertThat(turns).containsExactly("[]true");
    }

    @Test
    void whatIsCommittedBeforeTheTurnComesIsReadAfterWhatIsTold() {
        pump.wanted(entries(4));
        pump.wanted(entries(5));
        run();
        assertThat(turns).containsExactly("[4]true");
    }

    @Test
    void theSecondHintAboutTheSameEntryIsReadToo() {
        pump.wanted(entries(4));
        pump.wanted(List.of());
        run();
        assertThat(turns).containsExactly("[4]true");
    }

    @Test
    void withoutSilenceWhatIsCommittedIsReadLater() {
        pump.wanted(entries(4));
        run();
        pump.wanted(entries(5));
        pump.wanted(entries(6));
        run();
        assertThat(turns).containsExactly("[4]false", "[]true");
        assertThat(waits.get(1)).isPositive();
    }

    private void run() {
        assertThat(scheduled).hasSize(1);
        scheduled.remove(0).run();
    }

    private static List<EntryLine> entries(long... seqs) {
        return LongStream.of(seqs)
                .mapToObj(seq -> new EntryLine(seq, "{\"seq\":" + seq + "}"))
                .toList();
    }

    private static String seqs(List<EntryLine> entries) {
        return entries.stream().map(EntryLine::seq).toList().toString();
    }

    /** Runs nothing by itself. */
    private final class Worker extends ScheduledThreadPoolExecutor {
        private Worker() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            scheduled.add(task);
            waits.add(delay);
            return null;
        }
    }
}
