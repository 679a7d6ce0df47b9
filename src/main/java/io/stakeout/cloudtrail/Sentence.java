package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a call did, for people: actor, words, objects, error. All text is fit for the screen and for storage (see {@link
 * Text}), and no part is longer than 200 characters.
 */
public record Sentence(List<Part> parts) {

    /** What a part is: drawn strong, plain, as code, or as a remark. */
    public enum Kind {
        ACTOR,
        TEXT,
        OBJECT,
        ERROR
    }

    /** A piece of the sentence with its own blanks: joined without separator. */
    public record Part(Kind kind, String text) {

        static final int MAX = 200;

        public Part {
            Objects.requireNonNull(kind);
            text = Text.shown(text, MAX);
        }
    }

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** The plain sentence: {@code bert-jan tried to stop trail my-trail (TrailNotFoundException)}. */
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
