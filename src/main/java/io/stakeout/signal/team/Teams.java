package io.stakeout.signal.team;

import java.util.List;
import java.util.Optional;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.finding.Signal;

/** Who owns what, in the order of the file. Immutable and thread-safe. */
public final class Teams {

    /** Nobody wrote down who owns what. */
    public static final Teams NONE = new Teams(List.of(), List.of());

    private static final int SHOWN = 100;

    private final List<Team> teams;
    private final List<Route> routes;

    Teams(List<Team> teams, List<Route> routes) {
        this.teams = List.copyOf(teams);
        this.routes = List.copyOf(routes);
    }

    public List<Team> all() {
        return teams;
    }

    /** The routes in words, each with its team. */
    public List<String> routes() {
        return routes.stream().map(one -> one.says() + ": " + one.team()).toList();
    }

    /** The first route that takes it, else the team that the detector names, else the security team. */
    public Routing route(Signal signal) {
        Optional<Route> route = routes.stream().filter(one -> one.takes(signal)).findFirst();
        if (route.isPresent()) {
            return new Routing(
                    named(route.get().team()), "the route for " + route.get().says(), false);
        }
        Optional<Team> owner = signal.owner().flatMap(this::named);
        if (owner.isPresent()) {
            return new Routing(owner, "the detector names it as the owner", false);
        }
        return fallback(signal.owner()
                .map(name ->
                        "no route takes it, and the owner that the detector names, '" + shown(name) + "', is no team")
                .orElse("no route takes it, and the detector names no owner"));
    }

    /** A team that is meant by name. */
    public Routing to(String name) {
        Optional<Team> team = named(name);
        return team.isPresent()
                ? new Routing(team, "the playbook names it", false)
                : fallback("the playbook names '" + shown(name) + "', which is no team");
    }

    private Routing fallback(String why) {
        if (teams.isEmpty()) {
            return new Routing(Optional.empty(), "there are no teams: stakeout.signals.teams", true);
        }
        Optional<Team> security = teams.stream().filter(Team::security).findFirst();
        return new Routing(security, why + ", so it is for the security team", true);
    }

    private Optional<Team> named(String name) {
        return teams.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String shown(String text) {
        return Text.shown(text, SHOWN);
    }
}
