package io.stakeout.notify.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.stakeout.incident.Counters;
import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Element;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/** The one message by which an incident is known in a channel; edited in place. Pure. */
final class RootMessage {

    private static final int FIELD = 1_000;
    private static final int MOST_SUSPECTS = 3;
    private static final int SUSPECT = 120;

    private RootMessage() {}

    /** @param address of the room, where there is one */
    static Message of(RoomFacts facts, Optional<String> address) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Header(
                Words.Plain.of("#" + facts.id() + " " + facts.incident().title(), Limits.HEADER_TEXT)));
        blocks.add(fields(facts));
        List<Element> buttons = buttons(facts, address);
        if (!buttons.isEmpty()) {
            blocks.add(new Block.Actions(buttons));
        }
        blocks.add(Block.Context.of(freshness(facts)));
        return new Message(
                "Incident #" + facts.id() + ", severity "
                        + facts.incident().severity().id() + ": " + Standing.of(facts),
                blocks);
    }

    private static Block fields(RoomFacts facts) {
        List<Words> fields = new ArrayList<>();
        fields.add(principal(facts));
        fields.add(field("State").own(Standing.of(facts)).words());
        facts.cut()
                .ifPresent(cut -> fields.add(field("After the cut-off "
                                + Clockwork.second(cut.cutOff().orElseThrow()) + " UTC")
                        .own(cut.proof()
                                .map(proof -> proof.succeeding() + " succeeding, " + proof.denied() + " denied")
                                .orElse("not looked at yet"))
                        .words()));
        fields.add(field("Calls").own(calls(facts.incident().counters())).words());
        return new Block.Fields(fields);
    }

    private static Words principal(RoomFacts facts) {
        List<SuspectView> suspects = facts.incident().suspects();
        Writing writing = field(suspects.size() == 1 ? "Principal" : "Principals");
        if (suspects.isEmpty()) {
            writing.own("nobody");
        }
        for (int i = 0; i < Math.min(MOST_SUSPECTS, suspects.size()); i++) {
            suspect(i == 0 ? writing : writing.line(), suspects.get(i));
        }
        int more = suspects.size() - MOST_SUSPECTS;
        return (more > 0 ? writing.line().own("and " + more + " more") : writing).words();
    }

    private static void suspect(Writing writing, SuspectView suspect) {
        writing.own(suspect.type().replace('-', ' ') + " ").code(suspect.value(), SUSPECT);
        suspect.account().ifPresent(account -> writing.own(", account ").foreign(account, SUSPECT));
    }

    private static Writing field(String label) {
        return Writing.within(FIELD).bold(label).line();
    }

    static String calls(Counters counters) {
        return counters.total() + ": " + counters.reads() + " read, " + counters.writes() + " write, "
                + counters.identities() + " identity, " + counters.tampers() + " tamper; " + counters.denied()
                + " denied";
    }

    private static List<Element> buttons(RoomFacts facts, Optional<String> address) {
        List<Element> buttons = new ArrayList<>();
        address.ifPresent(url ->
                buttons.add(new Element.Link(Buttons.OPEN_ROOM, url, Words.Plain.of("Open room", Limits.BUTTON_TEXT))));
        if (!facts.incident().closed()) {
            buttons.add(new Element.Button(
                    Buttons.REQUEST_DISABLE,
                    Long.toString(facts.id()),
                    Words.Plain.of("Request disable", Limits.BUTTON_TEXT),
                    Element.Style.DANGER,
                    Optional.empty()));
        }
        return buttons;
    }

    private static Words freshness(RoomFacts facts) {
        Writing writing = Writing.within(FIELD);
        writing.own(facts.incident()
                .newestEventTime()
                .map(at -> "newest event " + Clockwork.day(at))
                .orElse("no event yet"));
        facts.lag().p50().ifPresent(lag -> writing.own(" · lag p50 " + Clockwork.span(lag)));
        facts.lag().p95().ifPresent(lag -> writing.own(", p95 " + Clockwork.span(lag)));
        return writing.own(" · edited " + Clockwork.second(facts.at()) + " UTC").words();
    }
}
