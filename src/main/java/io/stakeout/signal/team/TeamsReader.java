package io.stakeout.signal.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.stakeout.signal.pattern.PrincipalPattern;
import io.stakeout.signal.yaml.Members;
import io.stakeout.signal.yaml.Part;
import io.stakeout.signal.yaml.YamlFile;

/** Reads who owns what from its file. Whatever it doesn't know it refuses, with the line. */
public final class TeamsReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern EMAIL = Pattern.compile("[\\x21-\\x7e&&[^@<>,;]]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern CHANNEL = Pattern.compile("#[\\p{L}\\p{N}_-]{1,80}|[CG][A-Z0-9]{8,20}");
    private static final int MAX_TEAMS = 500;
    private static final int MAX_ROUTES = 2_000;
    private static final int MAX_TEXT = 500;

    private final List<Team> teams = new ArrayList<>();

    private TeamsReader() {}

    /** @throws io.stakeout.signal.yaml.Refused with the line and the reason */
    public static Teams read(byte[] yaml) {
        return new TeamsReader().file(YamlFile.read(yaml));
    }

    private Teams file(Part file) {
        Members members = file.members("teams", "routes");
        Part list = members.need("teams");
        list.list(MAX_TEAMS).forEach(this::team);
        if (teams.stream().filter(Team::security).count() != 1) {
            throw list.refused("exactly one team is marked 'security: true': it takes what nobody else owns");
        }
        List<Route> routes = members.maybe("routes")
                .map(part -> part.list(MAX_ROUTES).stream().map(this::route).toList())
                .orElse(List.of());
        return new Teams(teams, routes);
    }

    private void team(Part part) {
        Members team = part.members("name", "security", "slack-channel", "email", "escalation");
        Part name = team.need("name");
        String text = form(name, NAME, "a name is up to 64 small letters, digits and dashes");
        if (isTeam(text)) {
            throw name.refused("there are two teams '" + text + "'");
        }
        teams.add(new Team(
                text,
                team.maybe("security").map(Part::flag).orElse(false),
                team.maybe("slack-channel")
                        .map(one -> form(one, CHANNEL, "a channel is \"#name\" in quotes, or its id")),
                team.maybe("email").map(one -> form(one, EMAIL, "this is no address of mail")),
                team.maybe("escalation").map(one -> one.text(MAX_TEXT))));
    }

    private Route route(Part part) {
        Members route = part.members("account", "tag", "principal", "team");
        Part team = route.need("team");
        if (!isTeam(team.written())) {
            throw team.refused("there is no team '" + team.written() + "' in this file");
        }
        if (route.entries().size() == 1) {
            throw part.refused("a route needs an account, a tag or a principal");
        }
        return new Route(
                route.maybe("account").map(one -> form(one, ACCOUNT, "an account is twelve digits")),
                route.maybe("tag").map(TeamsReader::tag),
                route.maybe("principal").map(one -> new PrincipalPattern(one.text(MAX_TEXT))),
                team.written());
    }

    private static Map.Entry<String, String> tag(Part part) {
        String text = part.text(MAX_TEXT);
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw part.refused("a tag is written key=value");
        }
        return Map.entry(text.substring(0, equals), text.substring(equals + 1));
    }

    private boolean isTeam(String name) {
        return teams.stream().anyMatch(team -> team.name().equals(name));
    }

    private static String form(Part part, Pattern form, String expectation) {
        String text = part.text(MAX_TEXT);
        if (!form.matcher(text).matches()) {
            throw part.refused(expectation);
        }
        return text;
    }
}
