package io.stakeout.notify.slack.in;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Slack tells that somebody did, or that happened; by whichever way it came. */
sealed interface Call {

    /** What a person did: it is answered for by an operator. */
    sealed interface Deed extends Call {
        Caller by();

        /** Slack's id of exactly this deed: a delivery that is repeated carries it again. */
        String trigger();

        /** Where the person can be answered privately, for half an hour. */
        Optional<String> respondAt();
    }

    /** A slash command. */
    record Command(Caller by, String trigger, Optional<String> respondAt, String text) implements Deed {}

    /**
     * A button, or another choice in a view.
     *
     * @param value what the button carries, or what was chosen
     * @param view in which it was; empty in a message
     */
    record Click(
            Caller by, String trigger, Optional<String> respondAt, String action, String value, Optional<View> view)
            implements Deed {}

    /** A view that was filled in and sent. */
    record Submission(Caller by, String trigger, View view) implements Deed {
        @Override
        public Optional<String> respondAt() {
            return Optional.empty();
        }
    }

    /** A view in which somebody is, with what is filled in or chosen so far, by action. */
    record View(String id, String callback, String metadata, Map<String, String> values) {
        public View {
            Objects.requireNonNull(id);
            Objects.requireNonNull(callback);
            Objects.requireNonNull(metadata);
            values = Map.copyOf(values);
        }
    }

    /** Something that happened in the workspace, for example {@code tokens_revoked}. */
    record Event(String id, String type) implements Call {}

    /** Slack asks whether this address is ours. */
    record Challenge(String text) implements Call {}

    /** Nothing that is acted on. */
    record Passed(String type) implements Call {}
}
