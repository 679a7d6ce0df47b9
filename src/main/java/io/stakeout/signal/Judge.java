package io.stakeout.signal;

import java.util.List;

/** What is to be done about a signal, by the playbooks. Asks nobody, changes nothing. */
interface Judge {

    /** @param before closed incidents on the same principal or the same type, newest first */
    Judged judge(Arrival arrival, List<Before> before);
}
