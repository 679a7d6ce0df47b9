package io.stakeout.drill.world;

import java.time.Instant;
import java.util.Optional;

/** A CloudTrail trail and whether it logs. */
public record Trail(
        String account, String region, String name, boolean logging, Instant started, Optional<Instant> stopped) {

    public String arn() {
        return "arn:aws:cloudtrail:" + region + ":" + account + ":trail/" + name;
    }

    public Trail start(Instant now) {
        return new Trail(account, region, name, true, now, stopped);
    }

    public Trail stop(Instant now) {
        return new Trail(account, region, name, false, started, Optional.of(now));
    }
}
