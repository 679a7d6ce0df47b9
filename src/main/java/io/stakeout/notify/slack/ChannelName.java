package io.stakeout.notify.slack;

import java.util.regex.Pattern;

/**
 * How the channel of an incident is called: by our own words and numbers only. A title may be the suspect's, and the name of a
 * channel is seen by whoever lists channels.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/conversations.create">Naming of channels: 80 characters, lower
 *     case, no blanks</a>
 */
final class ChannelName {

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private ChannelName() {}

    /** @param token makes it ours: no other installation has made a channel of this name */
    static String of(String prefix, long incident, String token) {
        return checked(prefix) + "-" + incident + "-" + token;
    }

    static String checked(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalStateException(
                    "stakeout.slack.channel-prefix is lower-case letters, digits and -, at most 40"
                            + " characters, and begins with a letter or digit.");
        }
        return prefix;
    }
}
