package io.stakeout.notify.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is told in Slack, and where. Nothing is, without a token. */
@ConfigMapping(prefix = "stakeout.slack")
public interface SlackConfig {

    /** Where an incident is told. */
    enum Place {
        /** A private channel of its own, to which those operators are invited who may see it. */
        INCIDENT_CHANNELS,
        /** A thread in one channel for all; restricted incidents aren't told. */
        TEAM_CHANNEL
    }

    /** The app's bot token, {@code xoxb-…}. */
    Optional<String> botToken();

    @WithDefault("incident-channels")
    Place place();

    /** Id of the channel of {@link Place#TEAM_CHANNEL}, {@code C…} or {@code G…}. */
    Optional<String> teamChannel();

    /** What the name of an incident's channel begins with. */
    @WithDefault("incident")
    String channelPrefix();

    /** The most members of a channel who are compared with the suspects; in a larger one nothing is posted. */
    @WithDefault("200")
    int mostMembers();

    /** For how long the members of a channel, once compared, are taken for the same. */
    @WithDefault("60s")
    Duration membersEvery();

    /** Whether plans can be approved and rejected from Slack. */
    @WithDefault("false")
    boolean approvals();

    /** The root message is edited at most this often. */
    @WithDefault("15s")
    Duration rootEvery();

    /** What can't wait for the digest is told at most this often; the rest is in the digest. */
    @WithDefault("10s")
    Duration lineEvery();

    @WithDefault("60s")
    Duration digestEvery();

    /** So many entries make a digest before its time. */
    @WithDefault("25")
    int digestAfter();

    /** Another address than Slack's Web API, ending in {@code /api/}: for tests and drills. */
    Optional<URI> endpoint();
}
