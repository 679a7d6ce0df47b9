package io.stakeout.signal.yaml;

/** What a person wrote can't be taken as it is; the message says why, for them to read. */
public final class Refused extends RuntimeException {

    private final int line;

    /** @param line from 1; 0 when it is about the file as a whole */
    public Refused(int line, String reason) {
        super(reason);
        this.line = line;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return getMessage();
    }
}
