package io.stakeout.notify.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.containment.PlanView;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Verdict;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/** One thing that has happened, as a message of its own. Pure. */
final class NewsMessage {

    private static final int WORDS = 600;
    private static final int OBJECT = 120;
    private static final int FOOT = 500;

    private final RoomFacts facts;
    private final RoomAddress address;

    NewsMessage(RoomFacts facts, RoomAddress address) {
        this.facts = facts;
        this.address = address;
    }

    /** A call that nobody should have to look for. */
    Message telling(JsonNode body, Optional<JsonNode> entry, int folded) {
        String why = StreamSupport.stream(body.path("why").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        Writing line = Writing.within(Limits.SECTION_TEXT);
        Writing foot = Writing.within(FOOT);
        Optional<CallLine> call = entry.map(json -> new CallLine(json, facts.cutOff()));
        line.bold(call.map(CallLine::mark).orElse("▲")).own("  ");
        call.ifPresentOrElse(
                one -> one.write(line, OBJECT),
                () -> line.foreign(body.path("text").asText(), WORDS));
        call.ifPresent(one -> foot.put(one.circumstances()).own(" · "));
        foot.own(why.isEmpty() ? "worth a look" : why);
        long more = body.path("others").asLong() + folded;
        if (more > 0) {
            foot.own(" · and " + more + " more in the next digest");
        }
        return message("something to look at now", line, foot.own(" → "));
    }

    /** Another person has to decide. */
    Message approvalWanted(PlanView plan, boolean buttons) {
        Writing line =
                Writing.within(Limits.SECTION_TEXT).bold("Approval wanted:").own(" ");
        describe(line, plan);
        plan.requestedBy()
                .ifPresent(by -> line.own(" Asked by ").foreign(by, OBJECT).own("."));
        plan.expiresAt().ifPresent(at -> line.own(" Expires " + Clockwork.second(at) + " UTC."));
        line.line().foreign(plan.reason(), WORDS);
        Message message = message("approval wanted", line, Writing.within(FOOT).own(how(buttons)));
        return buttons ? withButtons(message, plan) : message;
    }

    private static String how(boolean buttons) {
        return buttons
                ? "Whoever approves is somebody else than who asked. The whole plan is in the "
                : "Approvers decide in the ";
    }

    private static Message withButtons(Message message, PlanView plan) {
        List<Block> blocks = new ArrayList<>(message.blocks());
        blocks.add(1, PlanButtons.of(plan));
        return new Message(message.text(), blocks);
    }

    /** The same message when nothing is wanted any more. */
    Message decided(PlanView plan) {
        Writing line =
                Writing.within(Limits.SECTION_TEXT).bold("Approval was wanted:").own(" ");
        describe(line, plan);
        line.line().own("The plan is " + plan.state().id().replace('-', ' ') + " now.");
        return message("approval not wanted any more", line, Writing.within(FOOT));
    }

    /** What became of a plan. */
    Message plan(String headline, PlanView plan, String text) {
        Writing line = Writing.within(Limits.SECTION_TEXT).bold(headline + ":").own(" ");
        describe(line, plan);
        plan.cutOff().ifPresent(at -> line.own(" Cut since " + Clockwork.second(at) + " UTC."));
        line.line().foreign(text, WORDS);
        Writing foot = Writing.within(FOOT);
        plan.proof()
                .ifPresent(proof -> foot.own(
                        "after the cut-off: " + proof.succeeding() + " succeeding, " + proof.denied() + " denied · "));
        return message(headline.toLowerCase(Locale.ROOT), line, foot);
    }

    /** What it all was. */
    Message closing() {
        IncidentView room = facts.incident();
        Writing line = Writing.within(Limits.SECTION_TEXT)
                .bold("Closed as " + room.verdict().map(Verdict::id).orElse("judged") + ".")
                .own(" ");
        room.verdictReason().ifPresent(reason -> line.foreign(reason, WORDS));
        line.line().own("Open from " + Clockwork.day(room.openedAt()));
        room.closedAt().ifPresent(at -> line.own(" to " + Clockwork.day(at)));
        line.own(". " + RootMessage.calls(room.counters()) + ".");
        facts.cut().ifPresent(cut -> {
            line.line().own("Cut: ");
            describe(line, cut);
            line.own(" It is " + cut.state().id().replace('-', ' ') + ".");
        });
        return message("closed", line, Writing.within(FOOT).own("The whole record is in the "));
    }

    private static void describe(Writing line, PlanView plan) {
        line.own(plan.undoOf().isPresent() ? "give access back to " : "disable access of ");
        line.code(plan.confirm(), OBJECT);
        int steps = plan.steps().size();
        line.own(" (" + plan.level().id() + " " + plan.level().title() + ", " + steps
                + (steps == 1 ? " step" : " steps")
                + (plan.rehearsal().orElse(false) ? ", a rehearsal: nothing is changed in AWS" : "") + ").");
    }

    private Message message(String what, Writing line, Writing foot) {
        Words.Marked small = address.write(foot, facts.id()).words();
        return new Message(
                "Incident #" + facts.id() + ": " + what,
                List.of(new Block.Section(line.words()), Block.Context.of(small)));
    }
}
