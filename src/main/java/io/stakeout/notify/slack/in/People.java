package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import com.slack.api.model.User;

import io.stakeout.Problem;
import io.stakeout.notify.slack.SlackClient;
import io.stakeout.notify.slack.SlackMethod;
import io.stakeout.notify.slack.SlackTrouble;

/** Who somebody in Slack is. Blocking. */
@Singleton
class People {

    /** @param names by which the person may be known elsewhere, the e-mail address among them */
    record Person(String user, String name, List<String> names) {
        Person {
            names = List.copyOf(names);
        }
    }

    private final SlackClient slack;
    private final Workspace workspace;

    People(SlackClient slack, Workspace workspace) {
        this.slack = slack;
        this.workspace = workspace;
    }

    /**
     * A full member of our workspace.
     *
     * @throws Problem when it is none, or Slack doesn't tell enough of them to compare them with anybody
     */
    Person member(String id) {
        User user = user(id);
        if (user.isBot() || user.isDeleted() || guest(user) || !workspace.ours(user.getTeamId())) {
            throw Problem.conflict(
                    "Not a member", "Nobody was asked: only full members of the workspace can be, no guests or apps.");
        }
        Optional<String> email = Optional.ofNullable(user.getProfile())
                .map(User.Profile::getEmail)
                .filter(text -> !text.isBlank());
        if (email.isEmpty()) {
            throw Problem.conflict(
                    "E-mail address unknown",
                    "Nobody was asked: Slack doesn't tell this person's e-mail address, so they can't be compared with"
                            + " the suspects. The app needs the scopes users:read and users:read.email.");
        }
        return new Person(id, name(user), names(user, email.get()));
    }

    private User user(String id) {
        try {
            return slack.call(SlackMethod.USER_INFO, api -> api.usersInfo(r -> r.user(id)))
                    .getUser();
        } catch (SlackTrouble.Refused refused) {
            if (refused.error().is("user_not_found") || refused.error().is("user_not_visible")) {
                throw Problem.notFound("Person", "Nobody was asked: Slack shows us no such person.");
            }
            throw refused;
        }
    }

    private static boolean guest(User user) {
        return user.isRestricted() || user.isUltraRestricted() || user.isStranger();
    }

    private static String name(User user) {
        return Stream.of(user.getProfile().getRealName(), user.getRealName(), user.getName())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(user.getId());
    }

    private static List<String> names(User user, String email) {
        return Stream.of(
                        email,
                        user.getName(),
                        user.getRealName(),
                        user.getProfile().getRealName(),
                        user.getProfile().getDisplayName())
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }
}
