package io.stakeout.notify.news;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody outside of the room may want to hear at once. Pure values; made in the transaction of what they tell.
 * Everything else that a room shows reaches channels by their digests only.
 */
public sealed interface News {

    Instant at();

    Kind kind();

    /** The incident that it is about, where it is about one. */
    default Optional<Room> of() {
        return Optional.empty();
    }

    /** The number of its entry in the room, where it has one. */
    default Optional<Long> seq() {
        return Optional.empty();
    }

    /** One line for people, without the incident's title. Hostile in doubt. */
    String text();

    /** About one entry of one incident. */
    sealed interface OfRoom extends News {
        Room room();

        Told told();

        @Override
        default Instant at() {
            return told().at();
        }

        @Override
        default Optional<Room> of() {
            return Optional.of(room());
        }

        @Override
        default Optional<Long> seq() {
            return Optional.of(told().seq());
        }

        @Override
        default String text() {
            return told().actor().isEmpty() ? told().text() : told().actor() + " " + told().text();
        }
    }

    record Opened(Room room, Told told) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.OPENED;
        }
    }

    record Closed(Room room, Told told) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.CLOSED;
        }
    }

    record Reopened(Room room, Told told) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.REOPENED;
        }
    }

    /** Severity, follow, readers or suspects are other ones now: whoever shows them shows them anew. */
    record Changed(Room room, Told told) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.CHANGED;
        }
    }

    /** Another person has to decide, within minutes. */
    record ApprovalWanted(Room room, Told told, PlanTold plan) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.APPROVAL_WANTED;
        }
    }

    /** Any other move of a plan; {@link #kind} tells the loud ones ({@code executed}, {@code undone}) from the rest. */
    record PlanChanged(Room room, Told told, PlanTold plan) implements OfRoom {
        @Override
        public Kind kind() {
            return switch (plan.action()) {
                case "executed" -> Kind.EXECUTED;
                case "undone" -> Kind.UNDONE;
                default -> Kind.PLAN;
            };
        }
    }

    /** Contested, or unproven: the access may not be cut. */
    record VerificationFailed(Room room, Told told, PlanTold plan) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.VERIFICATION_FAILED;
        }
    }

    record Verified(Room room, Told told, PlanTold plan) implements OfRoom {
        @Override
        public Kind kind() {
            return Kind.VERIFIED;
        }
    }

    /**
     * Something that the suspect does and that nobody should have to look for.
     *
     * @param others how many more came in the same moment, and aren't told one by one
     */
    record Telling(Room room, Told told, Set<Why> why, int others) implements OfRoom {
        public Telling {
            why = Set.copyOf(why);
        }

        @Override
        public Kind kind() {
            return Kind.TELLING;
        }
    }

    /**
     * A detector said something for which a playbook names a team to be told ({@code notify}).
     *
     * @param room in which it is; empty when it is only kept
     * @param signal its id
     * @param seen how often it has been told, from 1
     * @param text source, title and score; hostile in doubt
     */
    record SignalSaid(Optional<Room> room, long signal, long seen, int score, Instant at, TeamTold team, String text)
            implements News {
        @Override
        public Kind kind() {
            return Kind.SIGNAL;
        }

        @Override
        public Optional<Room> of() {
            return room;
        }
    }

    /**
     * What the audit was at a moment: kept elsewhere, nobody can shorten or rewrite it unseen.
     *
     * @param lines how many lines it had
     * @param head hash of the newest one, in hexadecimal
     */
    record AnchorMade(Instant at, long lines, String head) implements News {
        @Override
        public Kind kind() {
            return Kind.ANCHOR;
        }

        @Override
        public String text() {
            return "audit anchor count=" + lines + " head=" + head;
        }
    }

    /** Somebody wants to see whether it arrives. */
    record Tested(Instant at, String by, String id) implements News {
        @Override
        public Kind kind() {
            return Kind.TEST;
        }

        @Override
        public String text() {
            return by + " sends this test message. Nothing has happened.";
        }
    }
}
