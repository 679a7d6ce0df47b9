package io.stakeout.drill.cloud;

import java.time.Duration;

/** @param propagation how long a change takes until authorisation sees it; about 4 s were measured on AWS */
public record CloudSettings(Duration propagation) {

    public static final CloudSettings DEFAULT = new CloudSettings(Duration.ofSeconds(4));

    public CloudSettings {
        if (propagation.isNegative()) {
            throw new IllegalArgumentException("a change can't take effect before it is made: " + propagation);
        }
    }
}
