package io.stakeout.notify.slack;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.notify.slack.block.Writing;

/** Where rooms are, for people who read in Slack; nowhere as long as no public address is configured. */
@Singleton
public final class RoomAddress {

    private final Optional<String> base;

    RoomAddress(@ConfigProperty(name = "stakeout.public-url") Optional<String> url) {
        this.base = url.map(String::strip)
                .map(text -> text.replaceFirst("/+$", ""))
                .filter(text -> text.matches("https?://[^\\s<>|]{1,500}"));
    }

    Optional<String> of(long incident) {
        return base.map(address -> address + "/incidents/" + incident);
    }

    /** "room", as a link where that is possible. */
    public Writing write(Writing writing, long incident) {
        return of(incident)
                .map(address -> writing.link(address, "room"))
                .orElseGet(() -> writing.own("room #" + incident));
    }
}
