package io.stakeout.containment.plan;

import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a step does to its {@link Slot}. Texts may hold {@link #CUT_OFF}, for which the execution puts its own time.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Change.AddStatement.class, name = "add-statement"),
    @JsonSubTypes.Type(value = Change.RemoveStatement.class, name = "remove-statement")
})
public sealed interface Change {

    /** Stands in a document where the time of the cut-off goes, which is known when it is executed. */
    String CUT_OFF = "{cut-off}";

    /** The slot gets this value; nothing means that what is there is removed. */
    record Put(Optional<String> value) implements Change {
        public Put {
            Objects.requireNonNull(value);
        }
    }

    /**
     * A statement joins the list of denies that all plans for one principal share, and is put in place of the one that has
     * the same id. Plans can so be undone in any order.
     *
     * @param sid letters and digits, unique among plans
     * @param statement a policy statement as a JSON object, its {@code Sid} included
     */
    record AddStatement(String sid, String statement) implements Change {
        public AddStatement {
            Objects.requireNonNull(sid);
            Objects.requireNonNull(statement);
        }
    }

    /**
     * A statement leaves that list; a list without any leaves the slot empty.
     *
     * @param left the statement as we left it
     */
    record RemoveStatement(String sid, String left) implements Change {
        public RemoveStatement {
            Objects.requireNonNull(sid);
            Objects.requireNonNull(left);
        }
    }
}
