package io.stakeout.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

import io.stakeout.access.Actor;

/** Reads the record and checks that nobody has edited it. */
@ApplicationScoped
public class AuditTrail {

    public static final int LONGEST_PAGE = 500;
    private static final int VERIFIED_AT_ONCE = 1_000;

    /**
     * A line as an actor may see it.
     *
     * @param details canonical JSON; empty when the subject is restricted to others
     */
    public record Entry(
            long id,
            Instant at,
            String actor,
            String role,
            String action,
            String subject,
            Optional<String> details,
            String prevHash,
            String hash) {}

    /**
     * Whether the record is what was written.
     *
     * @param lines lines that are sound, from the first on
     * @param brokenAt id of the first line that isn't; empty when the flaw is in no line
     * @param head hash of the last sound line
     * @param flaw what is wrong; empty when nothing is known to be
     * @param lastGoodAnchor until then the record is what it was: the newest anchor before the first contradicted one
     * @param contradicted the oldest anchor that the record doesn't satisfy
     */
    public record Verdict(
            boolean ok,
            long lines,
            Optional<Long> brokenAt,
            String head,
            Optional<Flaw> flaw,
            Optional<Anchor> lastGoodAnchor,
            Optional<Anchor> contradicted) {}

    private final AuditTable table;
    private final AuditKey key;
    private final AnchorFile anchors;
    private final Visibility visibility;

    AuditTrail(AuditTable table, AuditKey key, AnchorFile anchors, Visibility visibility) {
        this.table = table;
        this.key = key;
        this.anchors = anchors;
        this.visibility = visibility;
    }

    /** Lines after the one with this id, oldest first. */
    @Transactional
    public List<Entry> after(Actor reader, long id, int limit) {
        List<AuditTable.Stored> page = table.after(id, Math.min(limit, LONGEST_PAGE));
        Set<String> subjects = page.stream().map(s -> s.line().subject()).collect(Collectors.toSet());
        Set<String> hidden = visibility.hidden(reader, subjects);
        return page.stream()
                .map(stored -> entry(stored, hidden.contains(stored.line().subject())))
                .toList();
    }

    private static Entry entry(AuditTable.Stored stored, boolean hidden) {
        AuditLine line = stored.line();
        return new Entry(
                line.id(),
                line.at(),
                line.actor(),
                line.role(),
                line.action(),
                line.subject(),
                hidden ? Optional.empty() : Optional.of(line.details()),
                line.prevHash(),
                stored.hash());
    }

    /**
     * Reads the whole chain, a page at a time, each in its own short transaction: nothing is held up meanwhile. Then
     * compares it with the anchors of this node. Lines that were cut off after the newest anchor, nobody can miss.
     */
    public Verdict verify() {
        // before the chain: that only grows, so each of these has to be in it
        AnchorReading kept = anchors.read();
        AnchorCheck check = new AnchorCheck(kept.genuine());
        AuditChain chain = new AuditChain(key);
        follow(chain, check);
        Optional<Flaw> flaw = chain.broken()
                .map(line -> new Diagnosis(table, key).of(chain, line))
                .or(() -> withoutBreak(chain, check, kept));
        return new Verdict(
                flaw.isEmpty(),
                chain.lines(),
                chain.broken().map(stored -> stored.line().id()),
                chain.head(),
                flaw,
                check.lastGood(),
                check.contradicted());
    }

    private void follow(AuditChain chain, AnchorCheck check) {
        long last = 0;
        List<AuditTable.Stored> page;
        do {
            page = table.after(last, VERIFIED_AT_ONCE);
            for (AuditTable.Stored stored : page) {
                chain.follow(stored);
                check.sound(chain.lines(), chain.head());
            }
            last = page.isEmpty() ? last : page.get(page.size() - 1).line().id();
        } while (page.size() == VERIFIED_AT_ONCE && chain.broken().isEmpty());
    }

    private static Optional<Flaw> withoutBreak(AuditChain chain, AnchorCheck check, AnchorReading kept) {
        if (chain.withoutKey()) {
            return Optional.of(Flaw.DOWNGRADED);
        }
        if (check.contradicted().isPresent()) {
            return Optional.of(Flaw.TAIL_CUT);
        }
        if (kept.absent()) {
            return chain.lines() > 0 ? Optional.of(Flaw.ANCHORS_MISSING) : Optional.empty();
        }
        return kept.whole() ? Optional.empty() : Optional.of(Flaw.ANCHORS_EDITED);
    }
}
