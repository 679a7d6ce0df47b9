package io.stakeout.notify.slack.in;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/** Who works on what comes from Slack, once it has been acknowledged. */
@Singleton
class Crews {

    private static final int DRAFTING = 2;
    private static final int DRAFTS_WAITING = 8;
    private static final int SORRY_WAITING = 100;

    private final Crew desk;

    /** Drafting may take long, for example while AWS is slow; nobody else is to wait for it. */
    private final Crew drafts = new Crew("stakeout-slack-draft", DRAFTING, DRAFTS_WAITING);

    /** Tells people that the others are busy. */
    private final Crew sorry = new Crew("stakeout-slack-sorry", 1, SORRY_WAITING);

    Crews(InboundConfig config) {
        this.desk = new Crew("stakeout-slack", config.workers(), config.waiting());
    }

    Crew desk() {
        return desk;
    }

    Crew drafts() {
        return drafts;
    }

    Crew sorry() {
        return sorry;
    }

    @PreDestroy
    void close() {
        desk.close();
        drafts.close();
        sorry.close();
    }
}
