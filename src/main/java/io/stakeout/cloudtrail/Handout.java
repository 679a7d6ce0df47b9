package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What one call hands out, while it is put together. Confined to a thread. */
final class Handout {

    private final CloudTrailRecord call;
    private final String how;
    private final Caller caller;
    private final List<Issuance> all = new ArrayList<>();

    Handout(CloudTrailRecord call) {
        this.call = call;
        this.how = EventNames.withoutVersion(call.eventName());
        this.caller = new Caller(call);
    }

    CloudTrailRecord call() {
        return call;
    }

    /** The event's name without an API version. */
    String how() {
        return how;
    }

    Caller caller() {
        return caller;
    }

    JsonNode asked() {
        return call.tree().path("requestParameters");
    }

    JsonNode answered() {
        return call.tree().path("responseElements");
    }

    /** Its index, for what is under it. */
    Optional<Integer> add(Draft draft) {
        all.add(draft.by(how));
        return Optional.of(all.size() - 1);
    }

    /** As {@link #add(Draft)}; empty when there is nothing to add. */
    Optional<Integer> add(Optional<Draft> draft) {
        return draft.flatMap(this::add);
    }

    List<Issuance> all() {
        return List.copyOf(all);
    }
}
