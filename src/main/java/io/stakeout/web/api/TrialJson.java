package io.stakeout.web.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.library.Trial;
import io.stakeout.signal.playbook.Considered;
import io.stakeout.signal.playbook.Permission;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.playbook.Ruling;
import io.stakeout.signal.playbook.Then;
import io.stakeout.signal.team.Routing;
import io.stakeout.signal.team.Team;

/** What would be done with an event; one may hold several signals. */
public record TrialJson(List<OutcomeJson> outcomes) {

    /**
     * @param fired absent when no playbook is for it
     * @param opens absent when no incident is opened
     * @param tells whether the team is told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutcomeJson(
            SignalJson signal,
            String fired,
            String does,
            OpeningJson opens,
            List<ConsideredJson> considered,
            AutoJson auto,
            TeamJson team,
            boolean tells) {

        static OutcomeJson of(Trial.Outcome outcome) {
            Ruling ruling = outcome.ruling();
            return new OutcomeJson(
                    SignalJson.of(outcome.signal()),
                    ruling.fired().map(Playbook::name).orElse(null),
                    ruling.fired().map(Playbook::sentence).orElse(null),
                    ruling.opens() ? OpeningJson.of(ruling, outcome.signal()) : null,
                    ruling.considered().stream().map(ConsideredJson::of).toList(),
                    AutoJson.of(ruling.auto()),
                    TeamJson.of(outcome.routing()),
                    outcome.tells());
        }
    }

    /** @param nobody why it names nobody who can be watched */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SignalJson(
            String source,
            String id,
            String type,
            int score,
            String title,
            List<String> suspects,
            String nobody,
            boolean sample,
            boolean active) {

        static SignalJson of(Signal one) {
            return new SignalJson(
                    one.source(),
                    one.id(),
                    one.type(),
                    one.score(),
                    one.title(),
                    one.suspects().stream().map(suspect -> suspect.value()).toList(),
                    one.nobody().orElse(null),
                    one.sample(),
                    one.active());
        }
    }

    public record OpeningJson(String title, String severity, String follow) {

        static OpeningJson of(Ruling ruling, Signal signal) {
            Then then = ruling.fired().orElseThrow().then();
            Then.Opening open = then.open().orElseThrow();
            return new OpeningJson(
                    open.title().of(signal),
                    open.severity(signal).id(),
                    then.watch().id());
        }
    }

    public record ConsideredJson(String playbook, boolean matches, String why) {

        static ConsideredJson of(Considered one) {
            return new ConsideredJson(one.playbook().name(), one.matches(), one.why());
        }
    }

    public record AutoJson(boolean permitted, List<String> refusals) {

        static AutoJson of(Permission permission) {
            return new AutoJson(permission.permitted(), permission.refusals());
        }
    }

    /** @param name absent only when there are no teams */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TeamJson(String name, String reason, boolean fallback) {

        static TeamJson of(Routing routing) {
            return new TeamJson(routing.team().map(Team::name).orElse(null), routing.reason(), routing.fallback());
        }
    }
}
