package io.stakeout.web.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code stakeout.live.*}: bounds of the sockets. */
@ConfigMapping(prefix = "stakeout.live")
public interface LiveConfig {

    /** Open sockets of this process. */
    @WithDefault("2000")
    int maxConnections();

    /** Open sockets of one operator in this process. */
    @WithDefault("20")
    int maxConnectionsPerOperator();

    /** Rows that wait for one slow browser before they are dropped and a gap is told. */
    @WithDefault("1000")
    int queue();
}
