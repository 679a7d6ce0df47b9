package io.stakeout.notify.slack.in;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import org.jboss.logging.Logger;

import io.stakeout.Problem;

/**
 * One connection of Socket Mode. Slack's own client holds the socket; that it is kept up, and what its messages mean, is
 * ours: the client's queue is not bounded, and its reconnecting doesn't wait longer each time.
 *
 * <p>Messages come on the thread that reads the socket, which hands them on and reads on. A connection ends once.
 *
 * @see <a href="https://docs.slack.dev/apis/events-api/using-socket-mode">Using Socket Mode</a>
 */
final class SocketLink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SocketLink.class);
    private static final int NO_WORKERS = 0;
    private static final int LONGEST = 512 * 1024;

    /** What an envelope said, and how it is answered. */
    private final BiConsumer<Call, Consumer<Answer>> calls;

    private final Runnable ended;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final Client client;
    private volatile boolean over;

    /**
     * Begins to connect.
     *
     * @param ended once, when Slack or the network ends it, or Slack says that it will; not when it is closed by us
     */
    SocketLink(URI address, BiConsumer<Call, Consumer<Answer>> calls, Runnable ended) throws URISyntaxException {
        this.calls = calls;
        this.ended = ended;
        this.client = new Client(address);
        client.addWebSocketCloseListener((code, reason) -> end("code=" + code));
        client.addWebSocketErrorListener(
                error -> end("error=" + error.getClass().getSimpleName()));
        client.connect();
    }

    /** Whether Slack has greeted us within the time, and so will send what happens. */
    boolean greeted(long seconds) throws InterruptedException {
        return greeted.await(seconds, TimeUnit.SECONDS) && !over;
    }

    boolean over() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        try {
            client.close();
        } catch (IOException | RuntimeException e) {
            LOG.infof(
                    "a socket to Slack did not close well error=%s",
                    e.getClass().getSimpleName());
        }
    }

    private void end(String why) {
        if (!over) {
            over = true;
            LOG.infof("socket to Slack ended %s", why);
            greeted.countDown();
            ended.run();
        }
    }

    private void message(String text) {
        if (text.length() > LONGEST) {
            LOG.warn("a message on the socket to Slack is too large and was passed over");
            return;
        }
        try {
            JsonNode message = CallReader.json(text);
            switch (message.path("type").asText("")) {
                case "hello" -> greeted.countDown();
                case "disconnect" ->
                    end("asked=" + message.path("reason").asText("").replaceAll("[^a-z_]", ""));
                default -> envelope(message);
            }
        } catch (Problem unreadable) {
            LOG.warnf("a message on the socket to Slack was not understood why=%s", unreadable.detail());
        }
    }

    private void envelope(JsonNode message) {
        String id = message.path("envelope_id").asText("");
        if (id.isEmpty()) {
            return;
        }
        Call call = call(message.path("type").asText(), message.path("payload"));
        boolean answers = message.path("accepts_response_payload").asBoolean(false);
        calls.accept(call, answer -> acknowledge(id, answers ? answer : Answer.NOTHING));
    }

    /** What can't be read is acknowledged all the same: Slack would only send it again. */
    private static Call call(String type, JsonNode payload) {
        try {
            return switch (type) {
                case "slash_commands" -> CallReader.command(payload);
                case "interactive" -> CallReader.interaction(payload);
                case "events_api" -> CallReader.event(payload);
                default -> new Call.Passed(type);
            };
        } catch (Problem unreadable) {
            LOG.warnf("an envelope of Slack's was not understood why=%s", unreadable.detail());
            return new Call.Passed("unreadable");
        }
    }

    private void acknowledge(String id, Answer answer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("envelope_id", id);
        answer.json().ifPresent(json -> node.set("payload", CallReader.json(json)));
        try {
            client.sendWebSocketMessage(Answers.write(node));
        } catch (RuntimeException e) {
            // Slack sends it again on another connection, where it is known by its trigger
            LOG.infof(
                    "an envelope could not be acknowledged error=%s",
                    e.getClass().getSimpleName());
        }
    }

    /** Without the client's workers, queue, reconnecting and watching over itself. */
    private final class Client extends SocketModeClientJavaWSImpl {

        private Client(URI address) throws URISyntaxException {
            super(
                    Slack.getInstance(),
                    "",
                    address.toString(),
                    NO_WORKERS,
                    new ConcurrentLinkedMessageQueue(),
                    false,
                    false,
                    0);
        }

        @Override
        public void enqueueMessage(String message) {
            message(message);
        }
    }
}
