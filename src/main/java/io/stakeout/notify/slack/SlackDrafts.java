package io.stakeout.notify.slack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.notify.Draft;
import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.Priority;
import io.stakeout.notify.news.Kind;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.PlanTold;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.TeamTold;

/**
 * What is told in Slack of which news, and how urgently. Pure. What is not here is in the digests: each entry is.
 *
 * <p>The body says what has happened; how the incident stands is read when it is delivered.
 */
final class SlackDrafts {

    /** The address of what goes where the incident is told, wherever that is. */
    static final String THREAD = "";

    private final Duration rootEvery;
    private final boolean approvals;

    SlackDrafts(Duration rootEvery, boolean approvals) {
        this.rootEvery = rootEvery;
        this.approvals = approvals;
    }

    List<Draft> of(News news) {
        if (news instanceof News.SignalSaid signal) {
            return signal(signal);
        }
        if (news instanceof News.Tested tested) {
            return List.of(Draft.once("test:" + tested.id(), Priority.BROADCAST, THREAD, body(news)));
        }
        if (news instanceof News.AnchorMade anchor) {
            ObjectNode body = body(news).put("lines", anchor.lines()).put("head", anchor.head());
            return List.of(Draft.once("anchor:" + anchor.lines(), Priority.STREAM, THREAD, body));
        }
        return news instanceof News.OfRoom room ? room(room) : List.of();
    }

    private List<Draft> room(News.OfRoom news) {
        List<Draft> drafts = new ArrayList<>();
        priority(news).ifPresent(priority -> drafts.add(Draft.once(key(news), priority, THREAD, bodyOf(news))));
        if (decided(news)) {
            drafts.add(Draft.once(
                    "asked:" + news.told().seq(),
                    Priority.EDIT,
                    THREAD,
                    bodyOf(news).put("kind", "asked")));
        }
        // calls are told too often for that: the digest that counts them brings the root message up to date
        if (news.kind() != Kind.TELLING && news.kind() != Kind.OPENED) {
            ObjectNode body = NotifyJson.object()
                    .put("kind", "root")
                    .put("incident", news.room().id());
            drafts.add(Draft.edit("root:" + news.room().id(), Priority.EDIT, THREAD, body, rootEvery));
        }
        return drafts;
    }

    private static Optional<Priority> priority(News.OfRoom news) {
        return switch (news.kind()) {
            case OPENED, APPROVAL_WANTED, EXECUTED, UNDONE, VERIFICATION_FAILED -> Optional.of(Priority.BROADCAST);
            case TELLING, VERIFIED -> Optional.of(Priority.IMMEDIATE);
            case CLOSED -> Optional.of(Priority.STREAM);
            case PLAN ->
                news instanceof News.PlanChanged change && wentWrong(change.plan())
                        ? Optional.of(Priority.IMMEDIATE)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean wentWrong(PlanTold plan) {
        return plan.action().equals("failed") || plan.action().equals("halted");
    }

    /** An approval that nobody waits for any more loses its buttons. */
    private boolean decided(News.OfRoom news) {
        return approvals
                && news instanceof News.PlanChanged change
                && switch (change.plan().state()) {
                    case "approved", "rejected", "expired", "drafted", "refused" -> true;
                    default -> false;
                };
    }

    private static String key(News.OfRoom news) {
        if (news instanceof News.ApprovalWanted wanted) {
            return askKey(wanted.plan().id()) + news.told().seq();
        }
        return news.kind().id() + ":" + news.room().id() + ":" + news.told().seq();
    }

    /** What the keys of all messages begin with that ask for the approval of a plan. */
    static String askKey(long plan) {
        return "ask:" + plan + ":";
    }

    private static ObjectNode bodyOf(News.OfRoom news) {
        ObjectNode body = body(news);
        body.put("incident", news.room().id()).put("seq", news.told().seq());
        plan(news).ifPresent(plan -> body.put("plan", plan.id()).put("state", plan.state()));
        if (news instanceof News.Telling telling) {
            ArrayNode why = body.putArray("why");
            telling.why().stream().sorted().forEach(reason -> why.add(reason.words()));
            body.put("others", telling.others());
        }
        return body;
    }

    private static Optional<PlanTold> plan(News news) {
        if (news instanceof News.ApprovalWanted wanted) {
            return Optional.of(wanted.plan());
        }
        if (news instanceof News.PlanChanged change) {
            return Optional.of(change.plan());
        }
        if (news instanceof News.VerificationFailed failed) {
            return Optional.of(failed.plan());
        }
        return news instanceof News.Verified verified ? Optional.of(verified.plan()) : Optional.empty();
    }

    private static List<Draft> signal(News.SignalSaid signal) {
        TeamTold team = signal.team();
        if (team.slackChannel().isEmpty()) {
            return List.of();
        }
        boolean restricted = signal.room().filter(Room::restricted).isPresent();
        ObjectNode body =
                NotifyJson.object().put("kind", "signal").put("at", signal.at().toString());
        signal.room().ifPresent(room -> body.put("incident", room.id()));
        body.put("restricted", restricted);
        if (!restricted) {
            body.put("text", signal.text())
                    .put("score", signal.score())
                    .put("seen", signal.seen())
                    .put("team", team.name())
                    .put("reason", team.reason())
                    .put("fallback", team.fallback());
        }
        String key = "signal:" + signal.signal() + ":" + signal.seen();
        return List.of(Draft.once(key, Priority.IMMEDIATE, team.slackChannel().get(), body));
    }

    private static ObjectNode body(News news) {
        return NotifyJson.object()
                .put("kind", news.kind().id())
                .put("at", news.at().toString())
                .put("text", news.text());
    }
}
