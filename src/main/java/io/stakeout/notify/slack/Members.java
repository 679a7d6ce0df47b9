package io.stakeout.notify.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.slack.api.model.ResponseMetadata;
import com.slack.api.model.User;

/** Who is in a channel. Blocking; throws {@link SlackTrouble}. What it has learned of people it knows for an hour. */
@Singleton
class Members {

    private static final Duration KNOWN = Duration.ofHours(1);
    private static final int PAGE = 200;
    private static final int MOST_KNOWN = 5_000;

    private record Known(Member member, Instant at) {}

    private final SlackClient slack;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Members(SlackClient slack, Clock clock) {
        this.slack = slack;
        this.clock = clock;
    }

    /** At most {@code most + 1} of them: who gets that many knows that there are too many. */
    List<String> of(String channel, int most) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            String from = cursor;
            var page = slack.call(
                    SlackMethod.MEMBERS,
                    channel,
                    api -> api.conversationsMembers(
                            ask -> ask.channel(channel).cursor(from).limit(PAGE)));
            all.addAll(page.getMembers());
            cursor = Optional.ofNullable(page.getResponseMetadata())
                    .map(ResponseMetadata::getNextCursor)
                    .orElse("");
        } while (!cursor.isEmpty() && all.size() <= most);
        return all.subList(0, Math.min(all.size(), most + 1));
    }

    /** By the name that is known of somebody; nobody is asked for it. */
    String named(String id) {
        Known one = known.get(id);
        return one == null ? "a member" : one.member().name();
    }

    Member member(String id) {
        Known before = known.get(id);
        if (before != null && before.at().plus(KNOWN).isAfter(clock.instant())) {
            return before.member();
        }
        User user = slack.call(SlackMethod.USER_INFO, api -> api.usersInfo(ask -> ask.user(id)))
                .getUser();
        Member member = member(user);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(id, new Known(member, clock.instant()));
        return member;
    }

    private static Member member(User user) {
        Optional<User.Profile> profile = Optional.ofNullable(user.getProfile());
        Optional<String> email = profile.map(User.Profile::getEmail).filter(text -> !text.isBlank());
        List<String> names = Stream.of(
                        email.orElse(null),
                        user.getName(),
                        user.getRealName(),
                        profile.map(User.Profile::getRealName).orElse(null),
                        profile.map(User.Profile::getDisplayName).orElse(null))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
        return new Member(
                user.getId(),
                names.isEmpty() ? user.getId() : names.get(names.size() - 1),
                names,
                user.isBot(),
                user.isBot() || email.isPresent());
    }
}
