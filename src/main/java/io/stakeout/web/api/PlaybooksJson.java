package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.stakeout.signal.library.Library;
import io.stakeout.signal.playbook.Exemption;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.team.Team;
import io.stakeout.signal.yaml.Mistake;

/**
 * The playbooks and teams in force.
 *
 * @param problems why something newer isn't
 */
public record PlaybooksJson(
        List<PlaybookJson> playbooks,
        List<TeamJson> teams,
        List<String> routes,
        String autoMaxLevel,
        List<Mistake> problems) {

    /**
     * @param sha256 of its text; an approval without a person names it
     * @param does in a sentence
     */
    public record PlaybookJson(
            String name,
            int priority,
            String file,
            boolean shipped,
            String sha256,
            String does,
            List<ExceptionJson> exceptions) {

        static PlaybookJson of(Playbook one, Instant now) {
            return new PlaybookJson(
                    one.name(),
                    one.priority(),
                    one.file(),
                    one.shipped(),
                    one.sha256(),
                    one.sentence(),
                    one.unless().stream()
                            .map(entry -> ExceptionJson.of(entry, now))
                            .toList());
        }
    }

    /** @param doesntCount why not; absent when it does */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExceptionJson(String principal, String owner, String until, String why, String doesntCount) {

        static ExceptionJson of(Exemption entry, Instant now) {
            return new ExceptionJson(
                    entry.principal().text(),
                    entry.owner().orElse(null),
                    entry.until().map(Object::toString).orElse(null),
                    entry.why().orElse(null),
                    entry.lapsed(now).orElse(null));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TeamJson(String name, boolean security, String slackChannel, String email, String escalation) {

        static TeamJson of(Team team) {
            return new TeamJson(
                    team.name(),
                    team.security(),
                    team.slackChannel().orElse(null),
                    team.email().orElse(null),
                    team.escalation().orElse(null));
        }
    }

    static PlaybooksJson of(Library library, Instant now) {
        return new PlaybooksJson(
                library.playbooks().all().stream()
                        .map(one -> PlaybookJson.of(one, now))
                        .toList(),
                library.teams().all().stream().map(TeamJson::of).toList(),
                library.teams().routes(),
                library.playbooks().auto().max().id(),
                library.problems());
    }
}
