package io.stakeout.notify.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import com.slack.api.methods.request.chat.ChatPostMessageRequest.ChatPostMessageRequestBuilder;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message.Metadata;
import com.slack.api.model.ResponseMetadata;

/**
 * Puts messages into channels, and finds them again by the key that each carries. Blocking; throws {@link SlackTrouble}.
 *
 * @see <a href="https://docs.slack.dev/messaging/message-metadata">Message metadata</a>
 */
@Singleton
class Postings {

    /** Where a message stands. */
    record Place(String channel, Optional<String> thread) {

        static Place channel(String id) {
            return new Place(id, Optional.empty());
        }
    }

    /** How much a message wants to be read. */
    enum Tone {
        /** Shows in the channel too. */
        LOUD,
        /** Goes before what has time. */
        URGENT,
        /** Has time. */
        CALM
    }

    static final String EVENT_TYPE = "stakeout_item";

    private static final String KEY = "key";
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 25;

    /** How far Slack's clock and ours may be apart. */
    private static final Duration APART = Duration.ofMinutes(5);

    private final SlackClient slack;

    Postings(SlackClient slack) {
        this.slack = slack;
    }

    /**
     * @param tone how loud it is
     * @return Slack's time stamp, by which the message is edited
     */
    String post(Place place, Tone tone, String key, Message message) {
        SlackClient.Call<ChatPostMessageResponse> call =
                api -> api.chatPostMessage(post -> written(post, place, tone, key, message));
        return (tone == Tone.CALM
                        ? slack.callWithTime(SlackMethod.POST_MESSAGE, place.channel(), call)
                        : slack.call(SlackMethod.POST_MESSAGE, place.channel(), call))
                .getTs();
    }

    private static ChatPostMessageRequestBuilder written(
            ChatPostMessageRequestBuilder post, Place place, Tone tone, String key, Message message) {
        post.channel(place.channel())
                .text(message.text())
                .blocksAsString(message.blocksJson())
                .metadata(metadata(key))
                .mrkdwn(false)
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
        place.thread().ifPresent(root -> post.threadTs(root).replyBroadcast(tone == Tone.LOUD));
        return post;
    }

    void edit(String channel, String ts, String key, Message message) {
        slack.call(
                SlackMethod.UPDATE_MESSAGE,
                channel,
                api -> api.chatUpdate(edit -> edit.channel(channel)
                        .ts(ts)
                        .text(message.text())
                        .blocksAsString(message.blocksJson())
                        .metadata(metadata(key))
                        .parse("none")
                        .linkNames(false)));
    }

    /** What was posted under this key since then, if it was. */
    Optional<String> find(Place place, String key, Instant since) {
        return find(place, key::equals, since);
    }

    /** The first one whose key is meant. */
    Optional<String> find(Place place, Predicate<String> key, Instant since) {
        String oldest = since.minus(APART).getEpochSecond() + ".000000";
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Page found = place.thread().isPresent() ? replies(place, oldest, cursor) : history(place, oldest, cursor);
            Optional<String> ts = found.messages().stream()
                    .filter(message -> key(message).filter(key).isPresent())
                    .map(com.slack.api.model.Message::getTs)
                    .findFirst();
            if (ts.isPresent() || found.next().isEmpty()) {
                return ts;
            }
            cursor = found.next();
        }
        return Optional.empty();
    }

    private record Page(List<com.slack.api.model.Message> messages, String next) {

        static Page of(List<com.slack.api.model.Message> messages, ResponseMetadata more) {
            return new Page(
                    messages == null ? List.of() : messages,
                    Optional.ofNullable(more)
                            .map(ResponseMetadata::getNextCursor)
                            .orElse(""));
        }
    }

    private Page replies(Place place, String oldest, String cursor) {
        var answer = slack.call(
                SlackMethod.REPLIES,
                place.channel(),
                api -> api.conversationsReplies(ask -> ask.channel(place.channel())
                        .ts(place.thread().orElseThrow())
                        .oldest(oldest)
                        .cursor(cursor)
                        .limit(PAGE)
                        .includeAllMetadata(true)));
        return Page.of(answer.getMessages(), answer.getResponseMetadata());
    }

    private Page history(Place place, String oldest, String cursor) {
        var answer = slack.call(
                SlackMethod.HISTORY,
                place.channel(),
                api -> api.conversationsHistory(ask -> ask.channel(place.channel())
                        .oldest(oldest)
                        .cursor(cursor)
                        .limit(PAGE)
                        .includeAllMetadata(true)));
        return Page.of(answer.getMessages(), answer.getResponseMetadata());
    }

    private static Optional<String> key(com.slack.api.model.Message message) {
        return Optional.ofNullable(message.getMetadata())
                .filter(metadata -> EVENT_TYPE.equals(metadata.getEventType()))
                .map(Metadata::getEventPayload)
                .map(payload -> payload.get(KEY))
                .map(Object::toString);
    }

    private static Metadata metadata(String key) {
        return Metadata.builder()
                .eventType(EVENT_TYPE)
                .eventPayload(Map.of(KEY, key))
                .build();
    }
}
