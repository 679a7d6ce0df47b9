package io.stakeout.notify.slack;

import java.util.List;

/**
 * Somebody in a channel.
 *
 * @param names by which the person may be known elsewhere
 * @param comparable whether Slack tells enough to compare them: the e-mail address of a person, or that it is an app
 */
record Member(String id, String name, List<String> names, boolean app, boolean comparable) {
    Member {
        names = List.copyOf(names);
    }
}
