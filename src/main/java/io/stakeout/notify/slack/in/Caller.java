package io.stakeout.notify.slack.in;

import java.util.regex.Pattern;

/**
 * A Slack user who does something. Ids are unique within a workspace only (Slack, "User objects"), and people of another
 * company's workspace can press buttons in a shared channel, so the workspace of the user belongs to it.
 */
record Caller(String user, String team) {

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{2,32}");

    Caller {
        if (!isId(user) || !isId(team)) {
            throw new IllegalArgumentException("no id of a Slack user or workspace");
        }
    }

    /** Whether a text has the form of Slack's ids, as {@code U061F7AUR}. */
    static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }
}
