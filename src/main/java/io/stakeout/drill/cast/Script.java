package io.stakeout.drill.cast;

/** What one of the cast does, from beginning to end, on a thread of its own. */
interface Script {

    Persona persona();

    void play(Pulse pulse);
}
