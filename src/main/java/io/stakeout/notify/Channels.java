package io.stakeout.notify;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.arc.All;

/** The ways out that are configured, by name. Immutable and thread-safe. */
@Singleton
class Channels {

    private final List<Channel> enabled;

    Channels(@All List<Channel> all) {
        this.enabled = all.stream()
                .filter(Channel::enabled)
                .sorted(Comparator.comparing(Channel::name))
                .toList();
    }

    List<Channel> enabled() {
        return enabled;
    }

    Optional<Channel> named(String name) {
        return enabled.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }
}
