package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How telling a call is, and why.
 *
 * @param reason a few words, for example "removes network evidence (T1562.008)"
 * @param techniques MITRE ATT&amp;CK ids, for example T1562.008
 */
public record Risk(RiskLevel level, Optional<String> reason, List<String> techniques) {

    static final Risk NONE = new Risk(RiskLevel.INFO, Optional.empty(), List.of());

    public Risk {
        Objects.requireNonNull(level);
        Objects.requireNonNull(reason);
        techniques = List.copyOf(techniques);
    }
}
