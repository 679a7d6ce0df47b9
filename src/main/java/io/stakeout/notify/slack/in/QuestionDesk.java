package io.stakeout.notify.slack.in;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.audit.AuditLog;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.lineage.LineageView;
import io.stakeout.notify.slack.SlackClient;
import io.stakeout.notify.slack.SlackMethod;
import io.stakeout.notify.slack.SlackTrouble;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * Asks one named person whether something was them, because a responder says so and never by itself, and never somebody who
 * may be a suspect: who that is, is found out first, and what can't be found out is a refusal. The question and the answer
 * are entries of the incident.
 */
@ApplicationScoped
class QuestionDesk {

    /** Who answers later is asked again. */
    private static final Duration OPEN = Duration.ofHours(24);

    private static final int LONGEST_NAME = 80;

    private final People people;
    private final Incidents incidents;
    private final IdentityDesk identities;
    private final Operators operators;
    private final QuestionTable table;
    private final AuditLog audit;
    private final SlackClient slack;
    private final Workspace workspace;
    private final Clock clock;

    QuestionDesk(
            People people,
            Incidents incidents,
            IdentityDesk identities,
            Operators operators,
            QuestionTable table,
            AuditLog audit,
            SlackClient slack,
            Workspace workspace,
            Clock clock) {
        this.people = people;
        this.incidents = incidents;
        this.identities = identities;
        this.operators = operators;
        this.table = table;
        this.audit = audit;
        this.slack = slack;
        this.workspace = workspace;
        this.clock = clock;
    }

    /** {@code ask <incident> @somebody <question>} */
    Writing ask(Actor actor, SlashText text) {
        long incident = text.incident();
        String user = text.user()
                .orElseThrow(() -> Problem.invalid(
                        "Person missing", "Nobody was asked. Name one person, as @somebody from Slack's list."));
        String question = question(text.rest());
        requireAskable(actor, incident);
        People.Person person = people.member(user);
        requireNoSuspect(actor, incident, person);
        long id = QuarkusTransaction.requiringNew().call(() -> written(actor, incident, person, question));
        post(actor, incident, person, new Question(id, asker(actor), question));
        return Writing.within(Limits.SECTION_TEXT)
                .own("Asked ")
                .foreign(person.name(), LONGEST_NAME)
                .own(" in a direct message. The answer will be a note in incident #" + incident + ".");
    }

    private static String question(String text) {
        if (text.isBlank() || text.length() > Question.LONGEST) {
            throw Problem.invalid(
                    "Question missing",
                    "Nobody was asked. Write what was done and when, in 1 to " + Question.LONGEST + " characters.");
        }
        return Text.storable(text.strip());
    }

    private void requireAskable(Actor actor, long incident) {
        IncidentView view = incidents.get(actor, incident);
        if (view.closed()) {
            throw Problem.conflict("Incident is closed", "Nobody was asked. Reopen it first.");
        }
        if (!view.restrictedTo().isEmpty()) {
            throw Problem.conflict(
                    "Incident is restricted",
                    "Nobody was asked: of a restricted incident nothing is told to others. Ask them in person.");
        }
    }

    private void requireNoSuspect(Actor actor, long incident, People.Person person) {
        LineageView lineage = identities.lineage(actor, incident);
        boolean tooMany = lineage.omitted() > 0;
        Optional<String> like = new Likeness(person.names())
                .firstOf(Stream.concat(
                        names(lineage),
                        incidents.get(actor, incident).suspects().stream().map(IncidentView.SuspectView::value)));
        boolean own = operators.ofSlackUser(person.user()).map(Operator::awsPrincipals).stream()
                .flatMap(List::stream)
                .anyMatch(arn -> names(lineage).anyMatch(arn::equals));
        if (tooMany || own || like.isPresent()) {
            throw Problem.conflict(
                    "May be a suspect",
                    "Nobody was asked: this person may be one of those whom the incident follows"
                            + like.map(name -> " (" + Text.shown(name, LONGEST_NAME) + ")")
                                    .orElse("")
                            + ", and would be warned.");
        }
    }

    private static Stream<String> names(LineageView lineage) {
        return lineage.identities().stream().flatMap(one -> Stream.of(one.label(), one.value()));
    }

    private long written(Actor actor, long incident, People.Person person, String question) {
        long id = table.add(incident, person.user(), Text.shown(person.name(), LONGEST_NAME), actor, question, now());
        incidents.note(actor, incident, "asked " + called(person.name(), person.user()) + " in Slack: " + question);
        audit.append(actor, "slack.asked", "incident:" + incident, Map.of("slackUser", person.user()));
        return id;
    }

    /** What isn't delivered is said in the room, where it says that it was asked. */
    private void post(Actor actor, long incident, People.Person person, Question question) {
        try {
            slack.call(
                    SlackMethod.POST_MESSAGE,
                    person.user(),
                    api -> api.chatPostMessage(r -> r.channel(person.user())
                            .text(Question.ALT)
                            .blocksAsString(Block.message(question.blocks()))
                            .unfurlLinks(false)
                            .unfurlMedia(false)));
        } catch (SlackTrouble trouble) {
            incidents.note(
                    actor,
                    incident,
                    "the question to " + called(person.name(), person.user()) + " may not have arrived: "
                            + trouble.getMessage());
            throw trouble;
        }
    }

    /** Whoever was asked answers; nobody else, once, and no operator has to be behind it. */
    Outcome answered(Call.Click click) {
        boolean yes = click.action().equals(Question.YES);
        if (!click.value().matches("\\d{1,18}") || !workspace.ours(click.by().team())) {
            return nothingToAnswer();
        }
        Optional<Words.Marked> thanks = QuarkusTransaction.requiringNew()
                .call(() -> table.answer(
                                Long.parseLong(click.value()), click.by().user(), yes, now(), now().minus(OPEN))
                        .map(asked -> kept(asked, click.by().user(), yes)));
        return thanks.<Outcome>map(Outcome.Replaced::new).orElseGet(QuestionDesk::nothingToAnswer);
    }

    /** As Stakeout: the person is no operator, and the incident may be restricted or closed by now. */
    private Words.Marked kept(QuestionTable.Asked asked, String user, boolean yes) {
        incidents.note(
                Actor.STAKEOUT,
                asked.incident(),
                called(asked.name(), user) + " answered in Slack: " + (yes ? "YES, that was me" : "NO, that was not me")
                        + ". " + asked.asker() + " had asked: " + asked.text());
        return Question.answered(yes);
    }

    private static Outcome nothingToAnswer() {
        return new Outcome.Told(Writing.within(Limits.SECTION_TEXT)
                .own("There is nothing to answer: this was answered before, is older than a day, or isn't for you.")
                .words());
    }

    private String asker(Actor actor) {
        return actor.operatorId().flatMap(operators::nameOf).orElse(actor.name());
    }

    private static String called(String name, String user) {
        return Text.shown(name, LONGEST_NAME) + " (Slack user " + user + ")";
    }

    private Instant now() {
        return clock.instant();
    }
}
