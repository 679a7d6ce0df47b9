package io.stakeout.notify;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;

import io.stakeout.audit.Anchor;
import io.stakeout.audit.AnchorChannel;
import io.stakeout.notify.news.News;

/**
 * Brings each anchor of the audit out of the house by the channel that is configured for it: kept when its row is
 * committed, told by the worker, and an alarm when it becomes a dead letter. Without such a channel it does nothing.
 */
@Singleton
class AnchorOutbox implements AnchorChannel {

    private final Outbox outbox;
    private final Optional<Channel> channel;

    AnchorOutbox(Outbox outbox, Channels channels, NotifyConfig config) {
        this.outbox = outbox;
        this.channel = config.anchors()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> channels.named(name)
                        .orElseThrow(() -> new IllegalStateException("stakeout.notify.anchors names '" + name
                                + "', which is no channel that is configured")));
    }

    /** A setting that can't be used stops the start. */
    void onStart(@Observes StartupEvent event) {
        // that there is one of us is all that it takes
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public void keep(Anchor anchor) {
        channel.ifPresent(one -> QuarkusTransaction.requiringNew()
                .run(() -> outbox.tell(new News.AnchorMade(anchor.at(), anchor.lines(), anchor.head()), List.of(one))));
    }
}
