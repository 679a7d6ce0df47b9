package io.stakeout.notify.slack.in;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.slack.*}, beside what is needed to send: who may tell us something in Slack's name. */
@ConfigMapping(prefix = "stakeout.slack")
public interface InboundConfig {

    /** What Slack signs its requests with; while it is rotated the old and the new one, separated by a comma. */
    Optional<String> signingSecret();

    /** A file that holds the same. */
    Optional<Path> signingSecretFile();

    /** The app-level token ({@code xapp-…}): with it Stakeout calls Slack and nothing has to reach Stakeout. */
    Optional<String> appToken();

    /** A file that holds the same. */
    Optional<Path> appTokenFile();

    /** Ids of further workspaces whose members may act, on Enterprise Grid; the bot's own may always. */
    Optional<List<String>> workspaces();

    /** Requests from Slack that are worked on at the same time. */
    @WithDefault("4")
    int workers();

    /** Requests from Slack that wait for a worker; who comes then is told so. */
    @WithDefault("32")
    int waiting();
}
