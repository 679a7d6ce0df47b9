package io.stakeout.ingest.backfill;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

/**
 * Where a backfill stands: which source is being read and for whom, and for whom each was read to its end. Identities are
 * kept as digests. Immutable.
 *
 * @param source null between two passes
 * @param sought for whom it is being read
 * @param position where to go on in it; null at its beginning
 * @param covered for whom each source was read to its end
 * @param failed sources that are given up
 * @param passes how often a source was read
 */
record Standing(
        String source,
        Set<String> sought,
        String position,
        Map<String, Set<String>> covered,
        Set<String> failed,
        int passes)
        implements Saved {

    private static final int DIGEST_BYTES = 8;

    Standing {
        sought = sought == null ? Set.of() : Set.copyOf(sought);
        covered = covered == null ? Map.of() : Map.copyOf(covered);
        failed = failed == null ? Set.of() : Set.copyOf(failed);
    }

    static Standing read(String text) {
        return Saved.read(text, Standing.class);
    }

    Optional<String> reading() {
        return Optional.ofNullable(source);
    }

    Optional<String> at() {
        return Optional.ofNullable(position);
    }

    /** Whether a source was read to its end before: what it holds is counted already. */
    boolean readBefore(String id) {
        return covered.containsKey(id);
    }

    /** For whom a source has still to be read. */
    Watchlist missing(String id, Watchlist all) {
        Set<String> have = covered.getOrDefault(id, Set.of());
        return Watchlist.of(all.watches().stream()
                .filter(watch -> !have.contains(digest(watch)))
                .toList());
    }

    Standing begin(String id, Watchlist wanted) {
        return new Standing(id, digests(wanted.watches()), null, covered, failed, passes + 1);
    }

    Standing at(String further) {
        return new Standing(source, sought, further, covered, failed, passes);
    }

    /** The source being read was read to its end. */
    Standing passed() {
        Map<String, Set<String>> more = new TreeMap<>(covered);
        more.merge(source, sought, Standing::union);
        return new Standing(null, Set.of(), null, more, failed, passes);
    }

    /** The source being read can't be read. */
    Standing givenUp() {
        return new Standing(null, Set.of(), null, covered, union(failed, Set.of(source)), passes);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> digests(Collection<Watch> watches) {
        return watches.stream().map(Standing::digest).collect(Collectors.toSet());
    }

    /** The same for equal watches in every process; the text of a record is made of its parts only. */
    private static String digest(Watch watch) {
        try {
            byte[] text = watch.toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
