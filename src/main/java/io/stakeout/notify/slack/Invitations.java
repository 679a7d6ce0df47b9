package io.stakeout.notify.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import com.slack.api.methods.response.conversations.ConversationsInviteResponse;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;

/**
 * Invites those operators into the channel of an incident who may see it, each once: who leaves isn't called back. Who may be
 * the suspect isn't invited; the room says so. Blocking.
 */
@Singleton
class Invitations {

    private static final int MOST_AT_ONCE = 100;
    private static final int ERROR = 60;
    private static final int MOST_NAMED = 20;

    private final SlackClient slack;
    private final Members members;
    private final Crowd crowd;
    private final SlackThreads threads;
    private final Incidents incidents;

    Invitations(SlackClient slack, Members members, Crowd crowd, SlackThreads threads, Incidents incidents) {
        this.slack = slack;
        this.members = members;
        this.crowd = crowd;
        this.threads = threads;
        this.incidents = incidents;
    }

    void send(IncidentView room, SlackThread thread) {
        List<Operator> due = crowd.readers(room).stream()
                .filter(operator -> !thread.invited().contains(user(operator)))
                .limit(MOST_AT_ONCE)
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Set<String> followed = crowd.followed(room);
        Set<String> users = new TreeSet<>();
        List<String> left = new ArrayList<>();
        for (Operator operator : due) {
            reasonNotTo(operator, followed, users, left);
        }
        if (!users.isEmpty()) {
            left.addAll(invite(thread.channel().orElseThrow(), users));
        }
        threads.invited(room.id(), due.stream().map(Invitations::user).toList());
        if (!left.isEmpty()) {
            incidents.say(
                    Actor.STAKEOUT,
                    room.id(),
                    SlackHolds.ACTION + "-out",
                    "doesn't invite into the incident's channel in Slack: " + some(left));
        }
    }

    private static String some(List<String> left) {
        int more = left.size() - MOST_NAMED;
        return String.join("; ", left.subList(0, Math.min(MOST_NAMED, left.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    private void reasonNotTo(Operator operator, Set<String> followed, Set<String> users, List<String> left) {
        try {
            Member member = members.member(user(operator));
            crowd.suspicion(member, followed)
                    .ifPresentOrElse(why -> left.add(operator.name() + " " + why), () -> users.add(user(operator)));
        } catch (SlackTrouble.Refused refused) {
            if (refused.error().ofTheApp()) {
                throw refused;
            }
            left.add(operator.name() + ", whose slackUserId " + user(operator) + " Slack doesn't know");
        }
    }

    private List<String> invite(String channel, Set<String> users) {
        ConversationsInviteResponse answer = slack.call(
                SlackMethod.INVITE,
                channel,
                api -> api.conversationsInvite(
                        ask -> ask.channel(channel).users(List.copyOf(users)).force(true)));
        if (answer.getErrors() == null) {
            return List.of();
        }
        return answer.getErrors().stream()
                .filter(error -> !"already_in_channel".equals(error.getError()))
                .map(error -> error.getUser() + " (" + Text.shown(String.valueOf(error.getError()), ERROR) + ")")
                .toList();
    }

    private static String user(Operator operator) {
        return operator.slackUserId().orElseThrow();
    }
}
