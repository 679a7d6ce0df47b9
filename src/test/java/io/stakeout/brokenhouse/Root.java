package io.stakeout.brokenhouse;

import io.stakeout.brokenhouse.watch.Watched;

class Root {
    Watched watched;
}
