package io.stakeout.notify;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.notify.news.News;

/** Addresses of rooms for people outside, where {@code stakeout.public-url} says how they reach us. */
@Singleton
public class Links {

    private final Optional<String> base;

    Links(@ConfigProperty(name = "stakeout.public-url") Optional<String> base) {
        this.base = base.map(String::strip).filter(url -> !url.isEmpty()).map(url -> url.replaceAll("/+$", ""));
    }

    public Optional<String> room(long incident) {
        return base.map(url -> url + "/incidents/" + incident);
    }

    /** Of the room that it is about. */
    public Optional<String> of(News news) {
        return news.of().flatMap(room -> room(room.id()));
    }
}
