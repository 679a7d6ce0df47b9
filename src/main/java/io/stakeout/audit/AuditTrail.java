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
     * Whether the chain holds.
     *
     * @param lines lines that are sound, from the first on
     * @param brokenAt id of the first line that isn't
     * @param head hash of the last sound line: noted elsewhere, it proves later that no newer lines were cut off
     */
    public record Verdict(boolean ok, long lines, Optional<Long> brokenAt, String head) {}

    private final AuditTable table;
    private final Visibility visibility;

    AuditTrail(AuditTable table, Visibility visibility) {
        this.table = table;
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

    /** Reads the whole chain, a page at a time, each in its own short transaction: nothing is held up meanwhile. */
    public Verdict verify() {
        AuditChain chain = new AuditChain();
        long last = 0;
        List<AuditTable.Stored> page;
        do {
            page = table.after(last, VERIFIED_AT_ONCE);
            page.forEach(stored -> chain.follow(stored.line(), stored.hash()));
            last = page.isEmpty() ? last : page.get(page.size() - 1).line().id();
        } while (page.size() == VERIFIED_AT_ONCE && !chain.broken());
        return chain.verdict();
    }
}
