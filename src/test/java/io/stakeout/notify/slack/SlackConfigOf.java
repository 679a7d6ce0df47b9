package io.stakeout.notify.slack;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The settings as they are when nobody sets any, for tests that set some. */
public interface SlackConfigOf extends SlackConfig {

    @Override
    default Optional<String> botToken() {
        return Optional.of(LoopbackSlack.TOKEN);
    }

    @Override
    default Place place() {
        return Place.INCIDENT_CHANNELS;
    }

    @Override
    default Optional<String> teamChannel() {
        return Optional.empty();
    }

    @Override
    default String channelPrefix() {
        return "incident";
    }

    @Override
    default int mostMembers() {
        return 200;
    }

    @Override
    default Duration membersEvery() {
        return Duration.ofSeconds(60);
    }

    @Override
    default boolean approvals() {
        return false;
    }

    @Override
    default Duration rootEvery() {
        return Duration.ofSeconds(15);
    }

    @Override
    default Duration lineEvery() {
        return Duration.ofSeconds(10);
    }

    @Override
    default Duration digestEvery() {
        return Duration.ofSeconds(60);
    }

    @Override
    default int digestAfter() {
        return 25;
    }

    @Override
    default Optional<URI> endpoint() {
        return Optional.empty();
    }
}
