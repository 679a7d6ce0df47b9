package io.stakeout.notify.news;

/** Why a call is worth a line at once, the most telling first. */
public enum Why {
    AFTER_CUT_OFF("after the cut-off"),
    TAMPERING("logging or detection touched"),
    PIPELINE("our own pipeline touched"),
    NEW_CREDENTIAL("new credential"),
    PRIVILEGE("privileges changed"),
    FIRST_WRITE("first write"),
    NEW_ADDRESS("new source address");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
