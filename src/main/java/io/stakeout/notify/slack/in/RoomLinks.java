package io.stakeout.notify.slack.in;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.notify.slack.block.Writing;

/** Where a room is, for people who are in Slack. */
@Singleton
class RoomLinks {

    private final Optional<String> url;

    RoomLinks(@ConfigProperty(name = "stakeout.public-url") Optional<String> url) {
        this.url = url.map(String::strip)
                .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                .filter(text -> text.matches("https?://[^\\s<>|]+"));
    }

    /** "room" with its address; only the word while no address is configured. */
    Writing write(Writing text, long incident) {
        url.ifPresentOrElse(base -> text.link(base + "/incidents/" + incident, "room"), () -> text.own("room"));
        return text;
    }
}
