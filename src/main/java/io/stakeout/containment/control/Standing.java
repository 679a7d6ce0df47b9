package io.stakeout.containment.control;

import java.util.Map;
import java.util.Objects;

/**
 * What a principal is in AWS right now.
 *
 * @param arn with its path
 * @param id {@code AIDA…} or {@code AROA…}
 */
public record Standing(String arn, String id, Map<String, String> tags) {
    public Standing {
        Objects.requireNonNull(arn);
        Objects.requireNonNull(id);
        tags = Map.copyOf(tags);
    }
}
