package io.stakeout.web.pages;

import java.util.ArrayList;
import java.util.List;

import io.stakeout.notify.slack.in.InboundState;

/** How Slack is heard, in words; nothing where that isn't set up. */
final class SlackFacts {

    private final InboundState.View slack;

    SlackFacts(InboundState.View slack) {
        this.slack = slack;
    }

    List<StatusView.Trouble> troubles() {
        return slack.trouble().isPresent() ? List.of(new StatusView.Trouble("warn", "trouble with Slack")) : List.of();
    }

    List<StatusView.Fact> facts() {
        List<StatusView.Fact> facts = new ArrayList<>();
        if (slack.phase() != InboundState.Phase.OFF) {
            facts.add(new StatusView.Fact("Acting from Slack", words()));
        }
        slack.trouble().ifPresent(what -> facts.add(new StatusView.Fact("Trouble with Slack", what)));
        return facts;
    }

    private String words() {
        return switch (slack.phase()) {
            case OFF -> "off";
            case LISTENING -> "Slack sends to this address";
            case CONNECTING -> "connecting by a socket";
            case CONNECTED -> "connected by a socket";
        };
    }
}
