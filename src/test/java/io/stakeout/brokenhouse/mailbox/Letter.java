package io.stakeout.brokenhouse.mailbox;

import io.stakeout.brokenhouse.watch.Watched;

class Letter {
    Watched watched;
}
