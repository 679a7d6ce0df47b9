package io.stakeout.incident;

import io.stakeout.Problem;
import io.stakeout.cloudtrail.Text;

/** What people write into an incident, bounded and storable. */
final class Titles {

    private static final int MOST_TITLE = 200;
    private static final int MOST_TEXT = 10_000;

    private Titles() {}

    static String checked(String title) {
        if (title == null || title.isBlank()) {
            throw Problem.invalid("Title missing", "Say in a few words what you suspect.");
        }
        if (title.length() > MOST_TITLE) {
            throw Problem.invalid(
                    "Title too long", "A title has at most " + MOST_TITLE + " characters; put the rest into a note.");
        }
        return Text.storable(title.strip());
    }

    static String text(String what, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(what + " missing", "Write at least one word.");
        }
        if (text.length() > MOST_TEXT) {
            throw Problem.invalid(what + " too long", "At most " + MOST_TEXT + " characters; split it.");
        }
        return Text.storable(text.strip());
    }
}
