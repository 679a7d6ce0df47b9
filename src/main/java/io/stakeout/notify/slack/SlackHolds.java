package io.stakeout.notify.slack;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.audit.AuditLog;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;

/**
 * What is held back from Slack, and the person who lets it go. The room is told when something is held and when it isn't any
 * more; Slack isn't told why. Thread-safe.
 */
@Singleton
public class SlackHolds {

    /** Entries of this action, and those that begin with it, are for the room alone. */
    public static final String ACTION = "slack-held";

    private static final int MOST_REASON = 2_000;

    private final SlackThreads threads;
    private final Incidents incidents;
    private final AuditLog audit;

    SlackHolds(SlackThreads threads, Incidents incidents, AuditLog audit) {
        this.threads = threads;
        this.incidents = incidents;
        this.audit = audit;
    }

    /** How an incident stands in Slack; empty when nothing of it has got there yet. */
    public Optional<SlackState> state(Actor who, long incident) {
        incidents.get(who, incident);
        return threads.find(incident).map(SlackState::of);
    }

    /** An admin says that those who are like the suspects may read it. */
    public SlackState release(Actor who, long incident, String reason) {
        if (!who.role().includes(Role.ADMIN)) {
            throw Problem.forbidden("Not an admin", "Nothing was changed. An admin decides what is told in Slack.");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > MOST_REASON) {
            throw Problem.invalid("Reason missing", "reason: says in 1 to " + MOST_REASON + " characters why.");
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            IncidentView room = incidents.get(who, incident);
            SlackThread thread = threads.find(incident)
                    .filter(found -> !found.held().isEmpty())
                    .orElseThrow(() -> Problem.conflict(
                            "Nothing is held back", "Nothing was changed. Slack is told of this incident already."));
            if (!room.restrictedTo().isEmpty()) {
                throw Problem.conflict(
                        "Incident is restricted",
                        "Nothing was changed. Who may not see it has to leave the channel, in Slack.");
            }
            threads.confirm(incident, union(thread), who.name());
            audit.append(
                    who,
                    "slack.released",
                    "incident:" + incident,
                    Map.of("reason", why, "users", String.join(",", thread.held())));
            incidents.say(who, incident, ACTION + "-released", "lets it be told in Slack all the same: " + why);
            return threads.find(incident).map(SlackState::of).orElseThrow();
        });
    }

    /** Says it in the room once, however often it is found. */
    void hold(long incident, Collection<String> users, String why, String told) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (threads.held(incident, users, Optional.of(why))) {
                incidents.say(Actor.STAKEOUT, incident, ACTION, told);
            }
        });
    }

    void free(long incident) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (threads.held(incident, Set.of(), Optional.empty())) {
                incidents.say(Actor.STAKEOUT, incident, ACTION + "-over", "is told in Slack again");
            }
        });
    }

    private static Set<String> union(SlackThread thread) {
        Set<String> all = new TreeSet<>(thread.confirmed());
        all.addAll(thread.held());
        return all;
    }
}
