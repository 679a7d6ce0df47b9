package io.stakeout.boot;

/** Why Stakeout does not start: one sentence for the terminal that says what is wrong and what to do. */
public final class StartRefused extends RuntimeException {

    /** The command line can't be understood; by convention of Unix tools not the code of a failure. */
    private static final int USAGE = 2;

    private static final int FAILURE = 1;

    private final int exitCode;

    private StartRefused(String sentence, int exitCode, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    static StartRefused usage(String sentence) {
        return new StartRefused(sentence, USAGE, null);
    }

    static StartRefused because(String sentence) {
        return new StartRefused(sentence, FAILURE, null);
    }

    static StartRefused because(String sentence, Throwable cause) {
        return new StartRefused(sentence, FAILURE, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
