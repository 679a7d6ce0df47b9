package io.stakeout.boot;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServer;

import io.stakeout.Mode;
import io.stakeout.ReadyLine;

/** What the terminal says when people can open the application. */
@Singleton
class ReadyBanner {

    private final Mode mode;
    private final HttpServer server;
    private final Instance<ReadyLine> features;

    ReadyBanner(Mode mode, HttpServer server, @Any Instance<ReadyLine> features) {
        this.mode = mode;
        this.server = server;
        this.features = features;
    }

    List<String> lines(String host) {
        List<String> lines = new ArrayList<>();
        lines.add("Stakeout is ready: " + address(host));
        lines.add(sentence());
        features.forEach(feature -> lines.addAll(feature.lines()));
        return lines;
    }

    /** With the port that is really used: the wanted one may have been 0. */
    String address(String host) {
        return new HttpAddress(host, server.getPort()).url();
    }

    private String sentence() {
        return switch (mode) {
            case SERVE -> "Serving: what is opened here is real. Stop with Ctrl-C.";
            case DRILL ->
                "Drill: an attack on a cloud of our own; nothing here reaches a real AWS account. Stop with Ctrl-C.";
            case REPLAY -> "Replay: recorded events, no AWS account is reached. Stop with Ctrl-C.";
        };
    }
}
