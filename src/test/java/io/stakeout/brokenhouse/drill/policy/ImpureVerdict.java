package io.stakeout.brokenhouse.drill.policy;

import java.time.Clock;

import org.jboss.logging.Logger;

public class ImpureVerdict {
    Clock clock;
    Logger log;
}
