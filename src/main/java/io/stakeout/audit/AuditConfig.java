package io.stakeout.audit;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The audit's key. */
@ConfigMapping(prefix = "stakeout.audit")
interface AuditConfig {

    /** Where the key is kept; {@code keys/audit.key} in the data directory when empty. All nodes need the same key. */
    Optional<Path> keyFile();
}
