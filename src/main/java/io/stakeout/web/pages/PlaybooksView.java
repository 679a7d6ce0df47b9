package io.stakeout.web.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.signal.playbook.Exemption;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.playbook.Playbooks;
import io.stakeout.signal.team.Team;
import io.stakeout.signal.team.Teams;
import io.stakeout.signal.yaml.Mistake;

/**
 * The playbooks in the order in which they decide.
 *
 * @param problems why something newer isn't in force, each with file and line
 * @param autoMaxLevel the hardest level that may be executed without a person
 */
public record PlaybooksView(
        List<Row> rows, List<TeamRow> teams, List<String> routes, List<String> problems, String autoMaxLevel) {

    /** @param exceptions for whom it isn't, in words */
    public record Row(String name, int priority, String source, String does, List<String> exceptions) {

        static Row of(Playbook one, Instant now) {
            return new Row(
                    one.name(),
                    one.priority(),
                    one.shipped() ? "shipped" : one.file(),
                    one.sentence(),
                    one.unless().stream().map(entry -> says(entry, now)).toList());
        }

        private static String says(Exemption entry, Instant now) {
            Optional<String> lapsed = entry.lapsed(now);
            String counts = lapsed.map(why -> " (doesn't count: " + why + ")").orElse("");
            String until = entry.until().map(day -> " until " + day).orElse("");
            String owner = entry.owner().map(name -> ", " + name).orElse("");
            return "not for " + entry.principal().text() + until + owner + counts;
        }
    }

    /** @param reached where, in words */
    public record TeamRow(String name, boolean security, String reached) {

        static TeamRow of(Team team) {
            String reached = Stream.of(team.slackChannel(), team.email(), team.escalation())
                    .flatMap(Optional::stream)
                    .reduce((a, b) -> a + " · " + b)
                    .orElse("nowhere");
            return new TeamRow(team.name(), team.security(), reached);
        }
    }

    static PlaybooksView of(Playbooks playbooks, Teams teams, List<Mistake> problems, Instant now) {
        return new PlaybooksView(
                playbooks.all().stream().map(one -> Row.of(one, now)).toList(),
                teams.all().stream().map(TeamRow::of).toList(),
                teams.routes(),
                problems.stream().map(Mistake::toString).toList(),
                playbooks.auto().max().id());
    }
}
