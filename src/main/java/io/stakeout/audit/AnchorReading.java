package io.stakeout.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of anchors as it was read. Pure.
 *
 * @param genuine those that say what they said when they were written, oldest first
 * @param whole whether all of them are, and none is missing between, before or, as far as this process knows, behind them
 * @param absent whether there was nothing to read
 */
record AnchorReading(List<Anchor> genuine, boolean whole, boolean absent) {

    AnchorReading {
        genuine = List.copyOf(genuine);
    }

    /**
     * Reads what is in the file, line by line.
     *
     * @param written the newest line that this process has written, if any
     * @param pruned how many lines are kept at least when older ones are removed
     */
    static AnchorReading of(List<String> texts, Optional<AnchorLine> written, int pruned, AuditKey key) {
        List<Anchor> genuine = new ArrayList<>();
        AnchorLine before = null;
        boolean whole = true;
        for (String text : texts) {
            Optional<AnchorLine> line = AnchorLine.parse(text).filter(l -> l.genuine(key));
            whole &= line.isPresent();
            if (line.isPresent()) {
                whole &= before == null
                        ? beginsAt(line.get(), texts.size(), pruned)
                        : line.get().follows(before);
                before = line.get();
                genuine.add(before.anchor());
            }
        }
        Optional<AnchorLine> last = Optional.ofNullable(before);
        boolean toTheEnd = written.map(w -> last.equals(Optional.of(w))).orElse(true);
        return new AnchorReading(genuine, whole && toTheEnd, texts.isEmpty());
    }

    private static boolean beginsAt(AnchorLine first, int lines, int pruned) {
        return first.number() == 1 && first.previous().isEmpty() || lines >= pruned;
    }
}
