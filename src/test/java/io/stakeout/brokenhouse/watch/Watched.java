package io.stakeout.brokenhouse.watch;

import io.stakeout.brokenhouse.cloudtrail.ImpureRecord;

public class Watched {
    ImpureRecord record;
}
