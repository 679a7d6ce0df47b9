package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Role;
import io.stakeout.cloudtrail.Text;
import io.stakeout.containment.Arming;
import io.stakeout.containment.ModeDesk;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.notify.slack.RoomAddress;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Writing;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/** The slash command: the same acts, roles and rules as in the API, with answers that only the person sees. */
@ApplicationScoped
class Commands {

    private static final int MOST_LISTED = 10;
    private static final int LONGEST_NAME = 120;

    private static final String HELP = "What you can ask of Stakeout here; only you see the answers.";
    private static final List<List<String>> USAGE = List.of(
            List.of(
                    "/stakeout watch <type> <value> [account]",
                    "opens an incident and watches; type: access-key,"
                            + " principal-arn, principal-id, user-name (needs the account), identity-center-user,"
                            + " source-identity, source-ip"),
            List.of("/stakeout status", "which incidents are open, and whether Stakeout is armed"),
            List.of("/stakeout close <incident> <verdict> <reason>", "verdict: malicious, benign, exercise, unclear"),
            List.of(
                    "/stakeout ask <incident> @somebody <question>",
                    "asks a person who is no suspect whether it was them, in a direct message"),
            List.of("/stakeout help", "this"));

    private final Badges badges;
    private final Incidents incidents;
    private final ModeDesk mode;
    private final QuestionDesk questions;
    private final RoomAddress rooms;

    Commands(Badges badges, Incidents incidents, ModeDesk mode, QuestionDesk questions, RoomAddress rooms) {
        this.badges = badges;
        this.incidents = incidents;
        this.mode = mode;
        this.questions = questions;
        this.rooms = rooms;
    }

    Outcome answer(Call.Command command) {
        SlashText text = new SlashText(command.text());
        String verb = text.word();
        Writing answer = switch (verb) {
            case "watch" -> watch(badges.actor(command.by(), Role.RESPONDER), text);
            case "status" -> status(badges.actor(command.by(), Role.VIEWER));
            case "close" -> close(badges.actor(command.by(), Role.RESPONDER), text);
            case "ask" -> questions.ask(badges.actor(command.by(), Role.RESPONDER), text);
            default -> help(badges.actor(command.by(), Role.VIEWER), verb);
        };
        return new Outcome.Told(answer.words());
    }

    private Writing watch(Actor actor, SlashText text) {
        Suspect suspect = Suspect.of(text.word(), text.word(), text.word());
        if (!text.ended()) {
            throw Problem.invalid(
                    "Too many words", "Nothing was opened. Write: /stakeout watch <type> <value> [account].");
        }
        String title = "watch on " + suspect.type().id() + " " + Text.shown(suspect.value(), LONGEST_NAME);
        IncidentView opened = incidents.open(
                actor, new Opening(title, Severity.MEDIUM, Follow.FULL, List.of(suspect), Set.of(), "person"));
        Writing answer = answer().own("Opened incident #" + opened.id() + ", which watches ")
                .own(suspect.type().id() + " ")
                .code(suspect.value(), LONGEST_NAME)
                .own(" and whatever it leads to. ");
        return rooms.write(answer, opened.id());
    }

    private Writing status(Actor actor) {
        List<IncidentView> open = incidents.list(actor).stream()
                .filter(incident -> !incident.closed())
                .toList();
        Writing answer = answer().bold(armed(mode.now())).line();
        answer.own(open.isEmpty() ? "No incident that you may see is open." : open.size() + " open:");
        open.stream().limit(MOST_LISTED).forEach(incident -> line(answer.line(), incident));
        if (open.size() > MOST_LISTED) {
            answer.line().own("and " + (open.size() - MOST_LISTED) + " more, in the list of incidents");
        }
        return answer;
    }

    private static String armed(Arming arming) {
        if (arming.killed()) {
            return "STOPPED by the kill switch";
        }
        return arming.armed() ? "ARMED: plans change AWS" : "DRY RUN: plans change nothing";
    }

    private void line(Writing answer, IncidentView incident) {
        answer.own("#" + incident.id() + " ")
                .foreign(incident.title(), LONGEST_NAME)
                .own(" (" + incident.severity().id() + ", "
                        + incident.counters().total() + " calls, "
                        + incident.counters().denied() + " denied) ");
        rooms.write(answer, incident.id());
    }

    private Writing close(Actor actor, SlashText text) {
        long id = text.incident();
        Verdict verdict = Verdict.byId(text.word())
                .orElseThrow(() -> Problem.invalid(
                        "Verdict missing",
                        "Nothing was closed. The verdict is one of malicious, benign, exercise, unclear."));
        incidents.close(actor, id, verdict, text.rest());
        Writing answer = answer().own("Closed incident #" + id + " as " + verdict.id() + ". It is watched no more. ");
        return rooms.write(answer, id);
    }

    /** @param known that it is an operator's is all that this needs: who is nobody learns nothing */
    private static Writing help(Actor known, String verb) {
        Writing answer = answer();
        if (!verb.isEmpty() && !verb.equals("help")) {
            answer.own("Stakeout doesn't know ")
                    .code(verb, 40)
                    .own("; nothing was done.")
                    .line();
        }
        answer.own(HELP);
        USAGE.forEach(line -> answer.line().code(line.get(0), 100).own(" " + line.get(1)));
        return answer;
    }

    private static Writing answer() {
        return Writing.within(Limits.SECTION_TEXT);
    }
}
