package io.stakeout.boot;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkus.runtime.annotations.QuarkusMain;

/** The command line: {@code serve}, {@code drill}, {@code replay}. */
@QuarkusMain
public final class Main {

    /** Where the launcher was called: it may have changed directory since. */
    private static final String CALLERS_DIRECTORY = "STAKEOUT_CALLERS_DIR";

    Main() {}

    public static void main(String... args) {
        // until the application configures its log: what libraries say meanwhile would bury the one sentence
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            Environment environment = Environment.ofProcess();
            Command command = new CommandLine(callersDirectory()).parse(args);
            if (command instanceof Command.Start start) {
                new Launch(start, environment).run();
            } else {
                System.out.println(command instanceof Command.Version ? Help.version() : Help.text());
            }
        } catch (StartRefused refused) {
            System.err.println("stakeout: " + refused.getMessage());
            System.exit(refused.exitCode());
        }
    }

    private static Path callersDirectory() {
        String named = System.getenv(CALLERS_DIRECTORY);
        return Path.of(named == null ? "" : named).toAbsolutePath();
    }
}
