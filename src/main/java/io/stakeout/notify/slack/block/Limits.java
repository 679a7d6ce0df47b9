package io.stakeout.notify.slack.block;

/** How much Slack takes. Lengths are in UTF-16 units, which is never less than Slack counts. */
public final class Limits {

    public static final int BLOCKS_OF_A_MESSAGE = 50;
    public static final int BLOCKS_OF_A_MODAL = 100;
    public static final int SECTION_TEXT = 3_000;
    public static final int FIELDS = 10;
    public static final int FIELD_TEXT = 2_000;
    public static final int HEADER_TEXT = 150;
    public static final int CONTEXT_ELEMENTS = 10;
    public static final int ACTIONS = 25;
    public static final int BUTTON_TEXT = 75;
    public static final int VALUE = 2_000;
    public static final int URL = 3_000;
    public static final int ACTION_ID = 255;
    public static final int OPTIONS = 100;
    public static final int OPTION_VALUE = 150;
    public static final int CONFIRM_TITLE = 100;
    public static final int CONFIRM_TEXT = 300;
    public static final int CONFIRM_BUTTON = 30;
    public static final int MODAL_TITLE = 24;
    public static final int PRIVATE_METADATA = 3_000;
    public static final int LABEL = 2_000;
    public static final int PLACEHOLDER = 150;
    /** The text of a message beside its blocks. */
    public static final int MESSAGE_TEXT = 40_000;

    private Limits() {}

    static String within(String what, String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters, Slack takes 1 to " + most);
        }
        return text;
    }

    static void within(String what, int count, int most) {
        if (count == 0 || count > most) {
            throw new IllegalArgumentException(what + ": " + count + ", Slack takes 1 to " + most);
        }
    }
}
