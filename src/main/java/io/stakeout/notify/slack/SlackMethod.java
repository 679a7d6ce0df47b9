package io.stakeout.notify.slack;

import java.time.Duration;

/**
 * What we call of Slack's Web API, and how often Slack lets an app do that in a workspace. A burst is what may be done at
 * once after a while of silence.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</a>
 */
public enum SlackMethod {
    /** One message a second in each channel. */
    POST_MESSAGE("chat.postMessage", 60, 1, true),
    UPDATE_MESSAGE("chat.update", 50, 5, false),
    POST_EPHEMERAL("chat.postEphemeral", 100, 10, false),
    AUTH_TEST("auth.test", 100, 10, false),
    CREATE_CHANNEL("conversations.create", 20, 3, false),
    ARCHIVE_CHANNEL("conversations.archive", 20, 3, false),
    LIST_CHANNELS("conversations.list", 20, 5, false),
    INVITE("conversations.invite", 50, 5, false),
    CHANNEL_INFO("conversations.info", 50, 10, false),
    MEMBERS("conversations.members", 100, 20, false),
    HISTORY("conversations.history", 50, 10, false),
    REPLIES("conversations.replies", 50, 10, false),
    USER_INFO("users.info", 100, 50, false),
    USER_BY_EMAIL("users.lookupByEmail", 50, 10, false),
    OPEN_VIEW("views.open", 100, 20, false),
    UPDATE_VIEW("views.update", 100, 20, false),
    OPEN_CONNECTION("apps.connections.open", 1, 3, false);

    private final String method;
    private final Duration interval;
    private final int burst;
    private final boolean perChannel;

    SlackMethod(String method, int perMinute, int burst, boolean perChannel) {
        this.method = method;
        this.interval = Duration.ofMinutes(1).dividedBy(perMinute);
        this.burst = burst;
        this.perChannel = perChannel;
    }

    public String method() {
        return method;
    }

    Duration interval() {
        return interval;
    }

    int burst() {
        return burst;
    }

    boolean perChannel() {
        return perChannel;
    }
}
