package io.stakeout.audit;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.testing.OwnDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class AnchorWriterTest {

    private static final AuditKey KEY = new AuditKey(new byte[32]);

    /** Keeps what it gets, unless it is away. */
    private static final class Channel implements AnchorChannel {
        private final List<Long> kept = new ArrayList<>();
        private boolean away;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void keep(Anchor anchor) {
            if (away) {
                throw new IllegalStateException("away");
            }
            kept.add(anchor.lines());
        }
    }

    @Test
    void anchorsGoToEveryChannelOnceAndWhatOneMissedComesWithTheNext() throws SQLException {
        try (OwnDatabase database = new OwnDatabase()) {
            database.migrate("latest");
            AuditTable table = new AuditTable(database.owner());
            AuditLog log = new ChainedAuditLog(table, KEY, Clock.systemUTC());
            Channel steady = new Channel();
            Channel flaky = new Channel();
            AnchorWriter writer = new AnchorWriter(table, List.of(flaky, steady), Clock.systemUTC());
            writer.write();
            assertThat(steady.kept).as("an empty record").isEmpty();
            flaky.away = true;
            for (int i = 1; i <= 2; i++) {
                log.append(Actor.STAKEOUT, "did", "thing", Map.of());
                writer.write();
                writer.write();
            }
            assertThat(steady.kept).containsExactly(1L, 2L);
            assertThat(flaky.kept).isEmpty();
            flaky.away = false;
            writer.write();
            assertThat(flaky.kept).containsExactly(1L, 2L);
            assertThat(steady.kept).as("nothing else was written").containsExactly(1L, 2L);
        }
    }
}
