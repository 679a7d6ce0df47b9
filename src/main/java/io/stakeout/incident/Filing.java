package io.stakeout.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.cloudtrail.Addendum;
import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Hit;

/**
 * Decides, one after the other, what the activities of a transaction are to one incident: a call that is new, the
 * arrival of a known one by another lane, a correction of a known one, or a mere copy. Numbers what has to be written.
 * No I/O; confined to the transaction's thread.
 */
final class Filing {

    /**
     * A recorded call: its entry, the lane that brought it first, and whether it is nobody's in particular so far, an
     * address's for example, so that what it hands out is not followed.
     */
    record Original(long seq, Lane lane, boolean nobodys) {}

    /** A call that is new, and whose it is; whether it is one of the past. */
    record Call(long seq, Activity activity, Hit hit, boolean past) {}

    private final Head head;
    private final Map<String, Original> originals;
    private final Set<Amendment.Key> amended;
    private final List<Call> calls = new ArrayList<>();
    private final List<Amendment> amendments = new ArrayList<>();
    private final List<Call> retaken = new ArrayList<>();
    private long duplicates;

    /**
     * @param originals what the incident has of the events that {@link #asked} names
     * @param amended the amendments that those have already
     */
    Filing(Head head, Map<String, Original> originals, Set<Amendment.Key> amended) {
        this.head = head;
        this.originals = new HashMap<>(originals);
        this.amended = new HashSet<>(amended);
    }

    /** The events that have to be looked up first: those brought, and those that they correct. */
    static Set<String> asked(List<Matched> wanted) {
        Set<String> ids = new HashSet<>();
        for (Matched matched : wanted) {
            ids.add(id(matched.activity()));
            corrected(matched.activity()).ifPresent(ids::add);
        }
        return ids;
    }

    void file(Matched matched) {
        Activity activity = matched.activity();
        Original same = originals.get(id(activity));
        Optional<Original> earlier = corrected(activity).map(originals::get);
        if (same != null) {
            retake(matched, same);
            copy(matched, same);
        } else if (earlier.isPresent()) {
            correction(matched, earlier.get());
        } else {
            long seq = head.count(activity);
            Hit hit = matched.hits().get(head.incident());
            originals.put(id(activity), new Original(seq, activity.lane(), !hit.extending()));
            calls.add(new Call(seq, activity, hit, matched.past()));
        }
    }

    /** It was nobody's, and now turns out to be somebody's whom we follow. */
    private void retake(Matched matched, Original original) {
        Hit hit = matched.hits().get(head.incident());
        if (original.nobodys() && hit.extending()) {
            originals.put(id(matched.activity()), new Original(original.seq(), original.lane(), false));
            retaken.add(new Call(original.seq(), matched.activity(), hit, matched.past()));
        }
    }

    /** What is read again from the lookback is no second delivery, and a file that somebody brings is none at all. */
    private void copy(Matched matched, Original original) {
        if (matched.again()) {
            return;
        }
        duplicates++;
        Lane lane = matched.activity().lane();
        if (lane != original.lane() && lane != Lane.IMPORT && lane != Lane.BACKFILL) {
            amend(new Amendment.Key(original.seq(), Amendment.What.ARRIVAL, lane.name()), matched.activity());
        }
    }

    private void correction(Matched matched, Original original) {
        Activity activity = matched.activity();
        boolean fresh = amend(new Amendment.Key(original.seq(), Amendment.What.ADDENDUM, id(activity)), activity);
        if (!fresh && !matched.again()) {
            duplicates++;
        }
    }

    private boolean amend(Amendment.Key key, Activity brought) {
        if (!amended.add(key)) {
            return false;
        }
        amendments.add(new Amendment(head.next(), key, brought));
        return true;
    }

    List<Call> calls() {
        return calls;
    }

    /** Calls that were recorded before it was known whose they are. */
    List<Call> retaken() {
        return retaken;
    }

    List<Amendment> amendments() {
        return amendments;
    }

    Recording recording() {
        long corrections = amendments.stream()
                .filter(amendment -> amendment.key().what() == Amendment.What.ADDENDUM)
                .count();
        return Recording.of(head.incident(), calls.size() + corrections, duplicates, 0);
    }

    private static String id(Activity activity) {
        return Text.storable(activity.eventId());
    }

    private static Optional<String> corrected(Activity activity) {
        return activity.record().addendum().flatMap(Addendum::corrects).map(Text::storable);
    }
}
