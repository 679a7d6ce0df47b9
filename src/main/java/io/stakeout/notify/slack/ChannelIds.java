package io.stakeout.notify.slack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;

/** The ids of channels that people have named by {@code #name}. Blocking; what was found is known from then on. */
@Singleton
class ChannelIds {

    private static final Pattern ID = Pattern.compile("[CG][A-Z0-9]{1,30}");
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 40;

    private final SlackClient slack;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ChannelIds(SlackClient slack) {
        this.slack = slack;
    }

    /** @throws SlackTrouble.Refused {@code channel_not_found} when there is none that we can see */
    String of(String nameOrId) {
        String name = nameOrId.strip();
        if (ID.matcher(name).matches()) {
            return name;
        }
        String before = known.get(name);
        return before != null ? before : found(name.startsWith("#") ? name.substring(1) : name, name);
    }

    /** A private channel of ours by its exact name. */
    Optional<String> named(String name, List<ConversationType> types) {
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            ConversationsListResponse answer = slack.call(
                    SlackMethod.LIST_CHANNELS,
                    api -> api.conversationsList(
                            ask -> ask.types(types).cursor(from).limit(PAGE)));
            Optional<String> id = answer.getChannels().stream()
                    .filter(channel -> name.equals(channel.getName()))
                    .map(Conversation::getId)
                    .findFirst();
            cursor = Optional.ofNullable(answer.getResponseMetadata())
                    .map(ResponseMetadata::getNextCursor)
                    .orElse("");
            if (id.isPresent() || cursor.isEmpty()) {
                return id;
            }
        }
        return Optional.empty();
    }

    private String found(String name, String asked) {
        String id = named(name, List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                .orElseThrow(() -> new SlackTrouble.Refused(new SlackError(
                        SlackMethod.LIST_CHANNELS, "channel_not_found", Optional.empty(), Optional.empty())));
        known.put(asked, id);
        return id;
    }
}
