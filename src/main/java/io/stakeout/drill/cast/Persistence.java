package io.stakeout.drill.cast;

/** What an attacker does once it has what it came for. */
interface Persistence {

    /** One return; whether there will be another. */
    boolean goesOn(Pulse pulse);
}
