package io.stakeout.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AuditChainTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");

    @Test
    void anUntouchedChainHolds() {
        assertThat(verdict(chain(5))).extracting("ok", "lines").containsExactly(true, 5L);
    }

    @Test
    void anEmptyChainHolds() {
        assertThat(verdict(List.of())).extracting("ok", "lines").containsExactly(true, 0L);
    }

    @Test
    void everyColumnIsCovered() {
        List<UnaryOperator<AuditLine>> edits = List.of(
                l -> new AuditLine(9, l.at(), l.actor(), l.role(), l.action(), l.subject(), l.details(), l.prevHash()),
                l -> new AuditLine(
                        l.id(),
                        l.at().plusMillis(1),
                        l.actor(),
                        l.role(),
                        l.action(),
                        l.subject(),
                        l.details(),
                        l.prevHash()),
                l -> new AuditLine(
                        l.id(), l.at(), "mallory", l.role(), l.action(), l.subject(), l.details(), l.prevHash()),
                l -> new AuditLine(
                        l.id(), l.at(), l.actor(), "viewer", l.action(), l.subject(), l.details(), l.prevHash()),
                l -> new AuditLine(
                        l.id(), l.at(), l.actor(), l.role(), "nothing", l.subject(), l.details(), l.prevHash()),
                l -> new AuditLine(l.id(), l.at(), l.actor(), l.role(), l.action(), "", l.details(), l.prevHash()),
                l -> new AuditLine(l.id(), l.at(), l.actor(), l.role(), l.action(), l.subject(), "{}", l.prevHash()),
                l -> new AuditLine(l.id(), l.at(), l.actor(), l.role(), l.action(), l.subject(), l.details(), "0"));
        for (UnaryOperator<AuditLine> edit : edits) {
            List<AuditTable.Stored> chain = chain(5);
            AuditTable.Stored third = chain.get(2);
            chain.set(2, new AuditTable.Stored(edit.apply(third.line()), third.hash()));
            assertThat(verdict(chain)).extracting("ok", "lines").containsExactly(false, 2L);
        }
    }

    @Test
    void aLineRehashedAfterAnEditBreaksTheNext() {
        List<AuditTable.Stored> chain = chain(5);
        AuditLine l = chain.get(2).line();
        AuditLine edited =
                new AuditLine(l.id(), l.at(), "mallory", l.role(), l.action(), l.subject(), l.details(), l.prevHash());
        chain.set(2, new AuditTable.Stored(edited, edited.hash()));
        assertThat(verdict(chain).brokenAt()).contains(4L);
    }

    @Test
    void aRemovedLineIsMissed() {
        List<AuditTable.Stored> chain = chain(5);
        chain.remove(2);
        assertThat(verdict(chain).brokenAt()).contains(4L);
    }

    @Test
    void movingTextFromOneColumnToTheNextChangesTheHash() {
        AuditLine one = new AuditLine(1, AT, "ab", "c", "d", "e", "{}", AuditLine.GENESIS);
        AuditLine other = new AuditLine(1, AT, "a", "bc", "d", "e", "{}", AuditLine.GENESIS);
        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void whatTheDatabaseCannotHoldIsReplacedBeforeItIsHashed() {
        AuditLine line = new AuditLine(1, AT, "a\0b", "admin", "x", "\ud800", "{}", AuditLine.GENESIS);
        assertThat(line.actor()).isEqualTo("a\uFFFDb");
        assertThat(line.subject()).isEqualTo("?");
        assertThat(line.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
    }

    @Test
    void detailsHaveOneSpelling() {
        assertThat(ChainedAuditLog.canonical(Map.of("b", 1, "a", AT, "c", List.of("x"))))
                .isEqualTo("{\"a\":\"2026-01-02T03:04:05.123456789Z\",\"b\":1,\"c\":[\"x\"]}");
    }

    private static AuditTrail.Verdict verdict(List<AuditTable.Stored> lines) {
        AuditChain chain = new AuditChain();
        lines.forEach(stored -> chain.follow(stored.line(), stored.hash()));
        return chain.verdict();
    }

    private static List<AuditTable.Stored> chain(int length) {
        List<AuditTable.Stored> lines = new ArrayList<>();
        String head = AuditLine.GENESIS;
        for (int id = 1; id <= length; id++) {
            AuditLine line = new AuditLine(id, AT, "alice", "admin", "did", "thing:" + id, "{\"n\":1}", head);
            head = line.hash();
            lines.add(new AuditTable.Stored(line, head));
        }
        return lines;
    }
}
