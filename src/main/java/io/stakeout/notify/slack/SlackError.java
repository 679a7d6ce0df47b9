package io.stakeout.notify.slack;

import java.util.Optional;

import io.stakeout.cloudtrail.Text;

/**
 * What Slack refused, and why.
 *
 * @param code Slack's own word, for example {@code missing_scope}
 * @param needed for a missing scope, which
 */
public record SlackError(SlackMethod method, String code, Optional<String> needed, Optional<String> provided) {

    private static final int LONGEST = 200;

    /** What the call was about is of use no more, not the call: another channel or a new token would be taken. */
    public boolean is(String other) {
        return code.equals(other);
    }

    /** Everything we send is refused until an admin does something about it: the channel pauses, nothing is lost. */
    boolean ofTheApp() {
        return switch (code) {
            case "invalid_auth",
                    "not_authed",
                    "token_revoked",
                    "token_expired",
                    "account_inactive",
                    "missing_scope",
                    "no_permission",
                    "not_allowed_token_type",
                    "ekm_access_denied",
                    "org_login_required",
                    "team_access_not_granted",
                    "access_denied",
                    "two_factor_setup_required" -> true;
            default -> false;
        };
    }

    /** Slack's own trouble: the same call may be taken later. */
    boolean passing() {
        return switch (code) {
            case "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org" -> true;
            default -> false;
        };
    }

    /** What was wrong and what to do, for people. */
    String sentence() {
        return "Slack refused " + method.method() + " (" + shown(code) + "): " + advice();
    }

    private String advice() {
        return switch (code) {
            case "missing_scope" ->
                "the app lacks the scope " + needed.map(SlackError::shown).orElse("it needs")
                        + ", it has " + provided.map(SlackError::shown).orElse("none")
                        + ". Add the scope in the app's settings under OAuth & Permissions and install the app again.";
            case "token_revoked", "token_expired", "account_inactive" ->
                "the token is not valid any more."
                        + " Install the app again and set STAKEOUT_SLACK_BOT_TOKEN to its new bot token.";
            case "invalid_auth", "not_authed", "not_allowed_token_type" ->
                "the token is not one of Slack's."
                        + " Set STAKEOUT_SLACK_BOT_TOKEN to the app's bot token, which begins with xoxb-.";
            case "is_archived" -> "the channel is archived. Unarchive it in Slack, or name another one.";
            case "channel_not_found" ->
                "there is no such channel, or the app is not in it."
                        + " Check the channel's id; into a private channel the app has to be invited.";
            case "not_in_channel" -> "the app is not in the channel. Invite it there: /invite @stakeout.";
            case "restricted_action", "no_permission", "access_denied" ->
                "the workspace doesn't allow it to apps. An admin of the workspace has to.";
            case "msg_too_long", "invalid_blocks", "invalid_blocks_format" ->
                "the message is not one that Slack takes. This is a fault of Stakeout's; the room has it all.";
            case "message_not_found", "cant_update_message", "edit_window_closed" ->
                "the message that was to be edited is gone, or can't be edited. The room has it all.";
            case "name_taken" -> "there is a channel of this name.";
            case "user_not_found", "user_not_in_team", "cant_invite", "ura_max_channels" ->
                "an operator's Slack user can't be invited. Check slackUserId of the operators.";
            default -> "see Slack's documentation of this error.";
        };
    }

    private static String shown(String text) {
        return Text.shown(text, LONGEST);
    }
}
