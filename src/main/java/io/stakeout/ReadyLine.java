package io.stakeout;

import java.util.List;

/**
 * Something that people should read on the terminal as soon as the application is ready, for example how to sign in.
 * A feature provides a bean; the ready banner prints the lines of all of them, once, after its own.
 */
public interface ReadyLine {

    /** The lines, in order; empty when there is nothing to say. Asked once, after start-up. */
    List<String> lines();
}
