package io.stakeout.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.stakeout.Mode;

/** What the command line asks for. */
sealed interface Command {

    /** Prints the help. */
    record Help() implements Command {}

    /** Prints the version. */
    record Version() implements Command {}

    /** Starts the application. */
    sealed interface Start extends Command {
        Mode mode();
    }

    record Serve() implements Start {
        @Override
        public Mode mode() {
            return Mode.SERVE;
        }
    }

    /**
     * @param scenario what is played; see the help
     * @param speed a positive number, how many times faster than usual
     * @param seed where all chance comes from
     */
    record Drill(Optional<String> scenario, Optional<String> speed, Optional<String> seed) implements Start {

        @Override
        public Mode mode() {
            return Mode.DRILL;
        }
    }

    /** @param speed a positive number, how many times faster than recorded, or {@code max} */
    record Replay(List<Path> files, String speed) implements Start {
        public Replay {
            files = List.copyOf(files);
        }

        @Override
        public Mode mode() {
            return Mode.REPLAY;
        }
    }
}
