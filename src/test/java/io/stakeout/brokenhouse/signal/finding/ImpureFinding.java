package io.stakeout.brokenhouse.signal.finding;

import java.time.Clock;

public class ImpureFinding {
    Clock clock;
}
