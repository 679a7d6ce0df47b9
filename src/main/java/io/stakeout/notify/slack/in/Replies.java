package io.stakeout.notify.slack.in;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.stakeout.notify.slack.SlackClient;
import io.stakeout.notify.slack.SlackConfig;
import io.stakeout.notify.slack.SlackMethod;
import io.stakeout.notify.slack.SlackTrouble;
import io.stakeout.notify.slack.block.Modal;
import io.stakeout.notify.slack.block.Words;

/** Answers the person who did something, and nobody else. Blocking; never called inside a transaction. Thread-safe. */
@Singleton
class Replies {

    private static final Logger LOG = Logger.getLogger(Replies.class);

    /** Where Slack's {@code response_url}s are (Slack, "Handling user interaction"), beside those of its government cloud. */
    private static final Set<String> HOSTS = Set.of("hooks.slack.com", "hooks.slack-gov.com");

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final SlackClient slack;
    private final Optional<URI> endpoint;
    private final InboundState state;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(4))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Replies(SlackClient slack, SlackConfig config, InboundState state) {
        this.slack = slack;
        this.endpoint = config.endpoint();
        this.state = state;
    }

    /** @return the id of the view that is open now */
    String open(String trigger, Modal view) {
        return again(() -> slack.call(
                        SlackMethod.OPEN_VIEW,
                        api -> api.viewsOpen(r -> r.triggerId(trigger).viewAsString(view.json()))))
                .getView()
                .getId();
    }

    void update(String view, Modal next) {
        again(() -> slack.call(
                SlackMethod.UPDATE_VIEW,
                api -> api.viewsUpdate(r -> r.viewId(view).viewAsString(next.json()))));
        state.fine();
    }

    /** A second time at once when no answer came: a view opens once by a trigger, and is the same when it is updated twice. */
    private static <T> T again(Supplier<T> call) {
        try {
            return call.get();
        } catch (SlackTrouble.Down noAnswer) {
            return call.get();
        }
    }

    /** What only the person sees, where the deed was done: in the view at hand, or below the message or command. */
    void privately(Call.Deed deed, Words.Marked text) {
        if (deed instanceof Call.Click click && click.view().isPresent()) {
            update(click.view().get().id(), Modals.note(text));
        } else {
            respond(deed, false, text);
        }
    }

    /** The message in which the button was says this from now on. */
    void replace(Call.Deed deed, Words.Marked text) {
        respond(deed, true, text);
    }

    private void respond(Call.Deed deed, boolean replace, Words.Marked text) {
        Optional<URI> address = deed.respondAt().flatMap(given -> slacks(given, endpoint));
        if (address.isEmpty() || !slack.configured()) {
            LOG.warnf(
                    "nobody could be answered in Slack deed=%s", deed.getClass().getSimpleName());
            return;
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(address.get())
                    .timeout(LONGEST)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(Answers.message(replace, text)))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                unanswered("HTTP " + status);
            }
        } catch (IOException e) {
            unanswered(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unanswered(String why) {
        LOG.warnf("Slack did not take an answer why=%s", why);
        state.trouble("Slack did not take an answer to a person (" + why + "). What was asked for may have been done.");
    }

    /**
     * The address, when it is one of Slack's: it is signed with all else, and is to lead nowhere else all the same.
     *
     * @param endpoint of the Slack that is in the place of Slack, in tests and drills
     */
    static Optional<URI> slacks(String text, Optional<URI> endpoint) {
        try {
            URI address = URI.create(text);
            return endpoint.isPresent()
                    ? Optional.of(address).filter(to -> sameServer(to, endpoint.get()))
                    : Optional.of(address)
                            .filter(to -> "https".equals(to.getScheme())
                                    && to.getHost() != null
                                    && HOSTS.contains(to.getHost())
                                    && to.getPort() == -1
                                    && to.getUserInfo() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean sameServer(URI one, URI other) {
        return other.getScheme().equals(one.getScheme())
                && other.getHost().equals(one.getHost())
                && other.getPort() == one.getPort();
    }
}
