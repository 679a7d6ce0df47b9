package io.stakeout.notify.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.IncidentView;

/**
 * Looks who reads in a channel before anything is told there. Somebody who may be the suspect, or who may not see a
 * restricted incident, stops all of it; so does whoever can't be compared. The room says who and why; an admin may let it
 * go, except for a restricted one. Blocking. Thread-safe.
 */
@Singleton
class Audience {

    /** Stands for members beyond those who are compared. */
    static final String CROWD = "*";

    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final int NAME = 80;
    private static final int MOST_NAMED = 5;

    /** What was looked at, so that a changed incident is looked at again at once. */
    private record Looked(Instant at, Set<String> readers, int suspects, Set<String> confirmed) {}

    private final Members members;
    private final SlackSelf self;
    private final Crowd crowd;
    private final SlackHolds holds;
    private final SlackConfig config;
    private final Clock clock;
    private final Map<Long, Looked> looked = new ConcurrentHashMap<>();

    Audience(Members members, SlackSelf self, Crowd crowd, SlackHolds holds, SlackConfig config, Clock clock) {
        this.members = members;
        this.self = self;
        this.crowd = crowd;
        this.holds = holds;
        this.config = config;
        this.clock = clock;
    }

    /** Whether the members have to be looked at again. */
    boolean due(IncidentView room, SlackThread thread) {
        Looked last = looked.get(room.id());
        return last == null
                || !last.at().plus(config.membersEvery()).isAfter(clock.instant())
                || !last.readers().equals(Set.copyOf(room.restrictedTo()))
                || last.suspects() != room.suspects().size()
                || !last.confirmed().equals(thread.confirmed());
    }

    /** @throws HeldBack when nothing may be told there */
    void require(IncidentView room, SlackThread thread) {
        looked.remove(room.id());
        List<String> all = members.of(thread.channel().orElseThrow(), config.mostMembers());
        Set<String> others = new TreeSet<>(all);
        others.remove(self.user());
        Map<String, String> objections = room.restrictedTo().isEmpty()
                ? suspicious(room, thread.confirmed(), all.size(), others)
                : strangers(room, others);
        if (!objections.isEmpty()) {
            throw heldBack(room, objections);
        }
        holds.free(room.id());
        looked.put(
                room.id(),
                new Looked(
                        clock.instant(),
                        Set.copyOf(room.restrictedTo()),
                        room.suspects().size(),
                        thread.confirmed()));
    }

    /** In a channel that isn't the incident's: whether somebody there may be a suspect, or can't be compared with them. */
    boolean objectsTo(IncidentView room, String channel) {
        List<String> all = members.of(channel, config.mostMembers());
        Set<String> others = new TreeSet<>(all);
        others.remove(self.user());
        return !suspicious(room, Set.of(), all.size(), others).isEmpty();
    }

    private Map<String, String> strangers(IncidentView room, Set<String> others) {
        Set<String> allowed = crowd.readers(room).stream()
                .map(operator -> operator.slackUserId().orElseThrow())
                .collect(Collectors.toSet());
        Map<String, String> strangers = new TreeMap<>();
        others.stream()
                .filter(id -> !allowed.contains(id))
                .forEach(id -> strangers.put(id, "may not see this restricted incident"));
        return strangers;
    }

    private Map<String, String> suspicious(IncidentView room, Set<String> confirmed, int all, Set<String> others) {
        Map<String, String> objections = new TreeMap<>();
        if (all > config.mostMembers() && !confirmed.contains(CROWD)) {
            objections.put(
                    CROWD,
                    "the channel has more than " + config.mostMembers()
                            + " members, too many to be compared with the suspects");
            return objections;
        }
        Set<String> followed = crowd.followed(room);
        for (String id : others) {
            if (!confirmed.contains(id)) {
                objection(id, followed).ifPresent(why -> objections.put(id, why));
            }
        }
        return objections;
    }

    private Optional<String> objection(String id, Set<String> followed) {
        Member member = members.member(id);
        if (member.app()) {
            return Optional.empty();
        }
        Optional<String> suspicion = crowd.suspicion(member, followed);
        return suspicion.isPresent() || member.comparable()
                ? suspicion
                : Optional.of("can't be compared with the suspects, since Slack tells no e-mail address");
    }

    private HeldBack heldBack(IncidentView room, Map<String, String> objections) {
        String who = objections.entrySet().stream()
                .limit(MOST_NAMED)
                .map(entry -> named(entry.getKey()) + entry.getValue())
                .collect(Collectors.joining("; "));
        int more = objections.size() - MOST_NAMED;
        String told = "tells nothing of this incident in Slack: " + who + (more > 0 ? "; and " + more + " more" : "")
                + ". "
                + (room.restrictedTo().isEmpty()
                        ? "Take them out of the channel, or let an admin release it (POST /api/incidents/" + room.id()
                                + "/slack/release)."
                        : "They have to leave the channel, in Slack.")
                + " The room has everything.";
        String why = "Incident " + room.id() + " is held back from Slack: " + objections.size()
                + " of the channel's members may be a suspect, may not see it, or can't be compared. The room says who"
                + " and what to do.";
        holds.hold(room.id(), objections.keySet(), why, told);
        return new HeldBack(AGAIN, why);
    }

    private String named(String id) {
        return id.equals(CROWD) ? "" : Text.shown(members.named(id), NAME) + " (" + id + ") ";
    }
}
