package io.stakeout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What really happened in a rehearsal, call by call, against what the room saw.
 *
 * @param incident the room's id
 * @param actors the cast, whoever the room must show first
 * @param calls the newest calls, newest first, but those that disagree before all others
 * @param omitted how many further calls there were
 * @param asides calls that no person made: what a service did in a caller's name, and the other account's copy of a hop
 */
public record Debrief(
        String scenario,
        long incident,
        Instant began,
        List<ActorTally> actors,
        List<Call> calls,
        long omitted,
        long asides,
        List<LaneTally> lanes) {

    /** Who somebody is in the play. */
    public enum Part {
        /** Everything that it does must be in the room. */
        ATTACKER("attacker"),
        /** Unknown to the room until somebody names it. */
        ACCOMPLICE("accomplice"),
        /** Nothing that it does may be in the room. */
        BYSTANDER("bystander"),
        /** Not of the cast: a person at a command line, or Stakeout itself. */
        OTHER("not of the cast");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How the room and the truth compare for one call. */
    public enum Verdict {
        SHOWN("in the room", true),
        UNDER_WAY("on its way", true),
        UNTOLD("no trail logged", true),
        LEFT_OUT("rightly not in the room", true),
        MISSED("missing in the room", false),
        WRONGLY_SHOWN("should not be in the room", false);

        private final String words;
        private final boolean agrees;

        Verdict(String words, boolean agrees) {
            this.words = words;
            this.agrees = agrees;
        }

        public String words() {
            return words;
        }

        public boolean agrees() {
            return agrees;
        }
    }

    /** How one of the cast fared. */
    public record ActorTally(
            String name,
            Part part,
            long calls,
            long shown,
            long underWay,
            long untold,
            long missed,
            long wronglyShown) {}

    /**
     * One call.
     *
     * @param outcome {@code ok}, or the error code
     * @param seq the row's number, when it is in the room
     */
    public record Call(
            Instant time,
            String actor,
            String identity,
            String source,
            String name,
            String outcome,
            Verdict verdict,
            Optional<Long> seq) {}

    /** What a lane made of the records. */
    public record LaneTally(String name, long published, long delivered, long duplicated, long lost, long stopped) {}

    public Debrief {
        actors = List.copyOf(actors);
        calls = List.copyOf(calls);
        lanes = List.copyOf(lanes);
    }

    public long missed() {
        return actors.stream().mapToLong(ActorTally::missed).sum();
    }

    public long wronglyShown() {
        return actors.stream().mapToLong(ActorTally::wronglyShown).sum();
    }

    /** Whether the room has shown all that it must, so far, and nothing that it must not. */
    public boolean agrees() {
        return missed() == 0 && wronglyShown() == 0;
    }
}
