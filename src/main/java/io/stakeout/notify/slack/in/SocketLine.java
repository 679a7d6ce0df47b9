package io.stakeout.notify.slack.in;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import io.stakeout.Loopback;
import io.stakeout.notify.slack.SlackClient;
import io.stakeout.notify.slack.SlackConfig;
import io.stakeout.notify.slack.SlackMethod;
import io.stakeout.notify.slack.SlackTrouble;

/**
 * Keeps a socket to Slack open while an app-level token is set, so that nothing has to reach Stakeout from outside. One
 * thread looks after it: what ends is followed by another connection, after a pause that doubles from a second to a minute
 * while none comes about. When Slack says that it will end one, the next is open before the old one is closed. Each node
 * has its own; Slack gives each thing that happens to one of them.
 */
@ApplicationScoped
class SocketLine {

    private static final Logger LOG = Logger.getLogger(SocketLine.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int GREETED_WITHIN_SECONDS = 15;

    private final Secrets secrets;
    private final SlackClient slack;
    private final Optional<URI> endpoint;
    private final Reception reception;
    private final InboundState state;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;
    private Thread thread;

    SocketLine(Secrets secrets, SlackClient slack, SlackConfig config, Reception reception, InboundState state) {
        this.secrets = secrets;
        this.slack = slack;
        this.endpoint = config.endpoint();
        this.reception = reception;
        this.state = state;
    }

    void start(@Observes StartupEvent event) {
        boolean signed = secrets.signature().armed();
        if (signed) {
            state.phase(InboundState.Phase.LISTENING);
        }
        if ((signed || secrets.appToken().isPresent()) && !slack.configured()) {
            trouble(
                    "A signing secret or an app-level token is set, and no bot token that may be used in this mode: nobody in"
                            + " Slack can be answered. Set STAKEOUT_SLACK_BOT_TOKEN.");
            return;
        }
        if (secrets.appToken().isEmpty()) {
            return;
        }
        state.phase(InboundState.Phase.CONNECTING);
        thread = new Thread(() -> lookAfter(secrets.appToken().get()), "stakeout-slack-socket");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void lookAfter(String token) {
        Duration pause = SHORTEST;
        Optional<SocketLink> link = Optional.empty();
        try {
            while (!stopped) {
                Optional<SocketLink> next = connect(token);
                link.ifPresent(SocketLink::close);
                link = next;
                if (next.isPresent()) {
                    pause = SHORTEST;
                    standing(next.get());
                } else {
                    pause(pause);
                    pause = min(pause.multipliedBy(2), LONGEST);
                }
            }
        } catch (InterruptedException e) {
            // the application stops
        } finally {
            link.ifPresent(SocketLink::close);
        }
    }

    /** Until it ends, or is about to. */
    private void standing(SocketLink link) throws InterruptedException {
        LOG.info("socket to Slack is open");
        state.phase(InboundState.Phase.CONNECTED);
        state.fine();
        while (!link.over()) {
            news.acquire();
        }
        state.phase(InboundState.Phase.CONNECTING);
    }

    /** A connection on which Slack has greeted us. Whatever goes wrong is said, and tried again. */
    private Optional<SocketLink> connect(String token) throws InterruptedException {
        try {
            SocketLink link = new SocketLink(address(token), this::take, news::release);
            if (link.greeted(GREETED_WITHIN_SECONDS)) {
                return Optional.of(link);
            }
            link.close();
            trouble("The socket to Slack could not be opened, or Slack said nothing on it. It is tried again.");
        } catch (SlackTrouble.NotYet notYet) {
            pause(notYet.waiting());
        } catch (SlackTrouble refused) {
            trouble(refused.getMessage() + " For the socket the token is STAKEOUT_SLACK_APP_TOKEN, with the scope"
                    + " connections:write.");
        } catch (URISyntaxException | RuntimeException e) {
            LOG.warn("socket to Slack failed", e);
            trouble("The socket to Slack failed (" + e.getClass().getSimpleName() + "). It is tried again.");
        }
        return Optional.empty();
    }

    private void take(Call call, Consumer<Answer> acknowledge) {
        reception.take(call).thenAccept(acknowledge);
    }

    private URI address(String token) throws URISyntaxException {
        String given = slack.call(SlackMethod.OPEN_CONNECTION, "", token, api -> api.appsConnectionsOpen(r -> r))
                .getUrl();
        URI address = new URI(given);
        boolean rehearsed = endpoint.isPresent() && Loopback.is(String.valueOf(address.getHost()));
        if (!"wss".equals(address.getScheme()) && !rehearsed) {
            throw new IllegalStateException("Slack named an address that is not encrypted");
        }
        return address;
    }

    private void trouble(String what) {
        LOG.warnf("Slack is not heard as it should be why=%s", what);
        state.trouble(what);
    }

    /** With a tenth of chance, so that nodes that lost their sockets together don't come back together. */
    private static void pause(Duration pause) throws InterruptedException {
        long millis = pause.toMillis();
        TimeUnit.MILLISECONDS.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 10 + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
