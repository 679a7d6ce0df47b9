package io.stakeout.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AuditChainTest {

    private static final AuditKey KEY = new AuditKey(new byte[32]);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");

    @Test
    void anUntouchedChainHolds() {
        assertThat(followed(chain(5))).returns(5L, AuditChain::lines);
        assertThat(brokenAt(chain(5))).isEmpty();
    }

    @Test
    void anEmptyChainHolds() {
        assertThat(followed(List.of())).returns(0L, AuditChain::lines);
        assertThat(brokenAt(List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void everyColumnIsCovered(UnaryOperator<AuditLine> edit) {
        List<AuditTable.Stored> chain = chain(5);
        AuditTable.Stored third = chain.get(2);
        chain.set(2, new AuditTable.Stored(edit.apply(third.line()), third.hash()));
        assertThat(followed(chain)).returns(2L, AuditChain::lines);
        assertThat(followed(chain).broken()).isPresent();
    }

    static List<UnaryOperator<AuditLine>> edits() {
        return List.of(
                l -> l.withId(9),
                l -> edited(l, 1, l.at(), l.actor(), l.role(), l.action(), l.subject(), l.details(), l.prevHash()),
                l -> edited(
                        l,
                        2,
                        l.at().plusMillis(1),
                        l.actor(),
                        l.role(),
                        l.action(),
                        l.subject(),
                        l.details(),
                        l.prevHash()),
                l -> edited(l, 2, l.at(), "mallory", l.role(), l.action(), l.subject(), l.details(), l.prevHash()),
                l -> edited(l, 2, l.at(), l.actor(), "viewer", l.action(), l.subject(), l.details(), l.prevHash()),
                l -> edited(l, 2, l.at(), l.actor(), l.role(), "nothing", l.subject(), l.details(), l.prevHash()),
                l -> edited(l, 2, l.at(), l.actor(), l.role(), l.action(), "", l.details(), l.prevHash()),
                l -> edited(l, 2, l.at(), l.actor(), l.role(), l.action(), l.subject(), "{}", l.prevHash()),
                l -> edited(l, 2, l.at(), l.actor(), l.role(), l.action(), l.subject(), l.details(), "0"));
    }

    private static AuditLine edited(
            AuditLine line,
            int version,
            Instant at,
            String actor,
            String role,
            String action,
            String subject,
            String details,
            String prevHash) {
        return new AuditLine(version, line.id(), at, actor, role, action, subject, details, prevHash);
    }

    @Test
    void aRemovedLineIsMissed() {
        List<AuditTable.Stored> chain = chain(5);
        chain.remove(2);
        assertThat(brokenAt(chain)).contains(4L);
    }

    @Test
    void aLineMadeWithAnotherKeyDoesNotFit() {
        List<AuditTable.Stored> chain = chain(5);
        AuditLine line = chain.get(2).line();
        chain.set(2, new AuditTable.Stored(line, line.hash(new AuditKey("mallory's".getBytes(UTF_8)))));
        assertThat(brokenAt(chain)).contains(3L);
    }

    @Test
    void linesFromBeforeThereWasAKeyHold() {
        List<AuditTable.Stored> chain = upgraded(3);
        assertThat(followed(chain)).returns(5L, AuditChain::lines).returns(false, AuditChain::withoutKey);
    }

    @Test
    void aRehashedLineFromBeforeThereWasAKeyBreaksTheNext() {
        List<AuditTable.Stored> chain = upgraded(3);
        AuditLine l = chain.get(1).line();
        AuditLine edited =
                edited(l, 1, l.at(), "mallory", l.role(), l.action(), l.subject(), l.details(), l.prevHash());
        chain.set(1, new AuditTable.Stored(edited, edited.hash(KEY)));
        assertThat(brokenAt(chain)).contains(3L);
    }

    @Test
    void whatFollowsLinesWithoutAKeySaysHowManyTheyAre() {
        List<AuditTable.Stored> chain = new ArrayList<>();
        add(chain, AuditLine.PLAIN, "did", "{}");
        add(chain, AuditLine.KEYED, ChainedAuditLog.KEYED, ChainedAuditLog.keyedAfter(2));
        assertThat(brokenAt(chain)).contains(2L);
        chain.remove(1);
        add(chain, AuditLine.KEYED, "did", ChainedAuditLog.keyedAfter(1));
        assertThat(brokenAt(chain)).contains(2L);
    }

    @Test
    void aLineWithoutAKeyNeverFollowsOneThatHasOne() {
        List<AuditTable.Stored> chain = chain(2);
        add(chain, AuditLine.PLAIN, "did", "{}");
        assertThat(brokenAt(chain)).contains(3L);
    }

    @Test
    void aChainOfLinesWithoutAKeyOnlyIsToldApart() {
        List<AuditTable.Stored> chain = new ArrayList<>();
        add(chain, AuditLine.PLAIN, "did", "{}");
        assertThat(followed(chain).withoutKey()).isTrue();
        assertThat(followed(chain(1)).withoutKey()).isFalse();
        assertThat(followed(List.of()).withoutKey()).isFalse();
    }

    @Test
    void theHashOfALineFromBeforeThereWasAKeyIsWhatItWasThen() {
        AuditLine line = new AuditLine(
                AuditLine.PLAIN, 1, AT, "alice", "admin", "did", "thing:1", "{\"n\":1}", AuditLine.GENESIS);
        assertThat(line.hash(KEY)).isEqualTo("59e72ad7352d3e8c477ab1914136e86a59cf6d876a00f934b7ac10f47eb8ad30");
    }

    @Test
    void movingTextFromOneColumnToTheNextChangesTheHash() {
        AuditLine one = new AuditLine(AuditLine.KEYED, 1, AT, "ab", "c", "d", "e", "{}", AuditLine.GENESIS);
        AuditLine other = new AuditLine(AuditLine.KEYED, 1, AT, "a", "bc", "d", "e", "{}", AuditLine.GENESIS);
        assertThat(one.hash(KEY)).isNotEqualTo(other.hash(KEY));
    }

    @Test
    void whatTheDatabaseCannotHoldIsReplacedBeforeItIsHashed() {
        AuditLine line = new AuditLine(AuditLine.KEYED, 1, AT, "a\0b", "admin", "x", "\ud800", "{}", AuditLine.GENESIS);
        assertThat(line.actor()).isEqualTo("a\uFFFDb");
        assertThat(line.subject()).isEqualTo("?");
        assertThat(line.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.123456Z"));
    }

    @Test
    void detailsHaveOneSpelling() {
        assertThat(ChainedAuditLog.canonical(Map.of("b", 1, "a", AT, "c", List.of("x"))))
                .isEqualTo("{\"a\":\"2026-01-02T03:04:05.123456789Z\",\"b\":1,\"c\":[\"x\"]}");
    }

    private static AuditChain followed(List<AuditTable.Stored> lines) {
        AuditChain chain = new AuditChain(KEY);
        lines.forEach(chain::follow);
        return chain;
    }

    private static Optional<Long> brokenAt(List<AuditTable.Stored> lines) {
        return followed(lines).broken().map(stored -> stored.line().id());
    }

    private static List<AuditTable.Stored> chain(int length) {
        List<AuditTable.Stored> lines = new ArrayList<>();
        for (int id = 1; id <= length; id++) {
            add(lines, AuditLine.KEYED, "did", "{\"n\":1}");
        }
        return lines;
    }

    /** So many lines from before, what announces the key, and one more. */
    private static List<AuditTable.Stored> upgraded(int before) {
        List<AuditTable.Stored> lines = new ArrayList<>();
        for (int id = 1; id <= before; id++) {
            add(lines, AuditLine.PLAIN, "did", "{\"n\":1}");
        }
        add(lines, AuditLine.KEYED, ChainedAuditLog.KEYED, ChainedAuditLog.keyedAfter(before));
        add(lines, AuditLine.KEYED, "did", "{\"n\":1}");
        return lines;
    }

    private static void add(List<AuditTable.Stored> lines, int version, String action, String details) {
        String head = lines.isEmpty()
                ? AuditLine.GENESIS
                : lines.get(lines.size() - 1).hash();
        int id = lines.size() + 1;
        AuditLine line = new AuditLine(version, id, AT, "alice", "admin", action, "thing:" + id, details, head);
        lines.add(new AuditTable.Stored(line, line.hash(KEY)));
    }
}
