package io.stakeout.notify.slack.in;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.stakeout.notify.slack.SlackClient;
import io.stakeout.notify.slack.SlackMethod;

/** Whose members may act: those of the workspace that the bot belongs to. Asked of Slack once. Thread-safe. */
@Singleton
class Workspace {

    private final SlackClient slack;
    private final List<String> further;
    private volatile Optional<String> own = Optional.empty();

    Workspace(SlackClient slack, InboundConfig config) {
        this.slack = slack;
        this.further = config.workspaces().orElse(List.of());
    }

    /**
     * Whether somebody of this workspace may act.
     *
     * @throws io.stakeout.notify.slack.SlackTrouble when Slack doesn't tell which workspace is ours
     */
    boolean ours(String team) {
        Set<String> teams = new HashSet<>(further);
        teams.add(own());
        return teams.contains(team);
    }

    private String own() {
        if (own.isEmpty()) {
            own = Optional.of(slack.call(SlackMethod.AUTH_TEST, api -> api.authTest(r -> r))
                    .getTeamId());
        }
        return own.get();
    }
}
