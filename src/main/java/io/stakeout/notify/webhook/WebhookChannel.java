package io.stakeout.notify.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.Loopback;
import io.stakeout.Mode;
import io.stakeout.incident.EntryLine;
import io.stakeout.notify.Channel;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Digest;
import io.stakeout.notify.Draft;
import io.stakeout.notify.Item;
import io.stakeout.notify.Keys;
import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.Priority;
import io.stakeout.notify.StreamTerms;
import io.stakeout.notify.news.News;

/**
 * Everything by HTTP, for machines: each call of a suspect and what happens to incidents, signed like what detectors send us.
 * A delivery is one object: {@code source}, {@code key} (the same when it comes again), {@code attempt} and {@code events}.
 */
@ApplicationScoped
class WebhookChannel implements Channel {

    static final String NAME = "webhook";

    private static final int SHORTEST_SECRET = 16;
    private static final String SOURCE = "[a-z][a-z0-9]{1,31}";

    private final WebhookConfig config;
    private final Clock clock;
    private final Optional<Wire> wire;
    private final byte[] secret;

    WebhookChannel(WebhookConfig config, Mode mode, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.wire = config.url().map(url -> new Wire(allowed(url, mode), config.timeout(), clock, onLoopback(url)));
        this.secret = wire.isPresent() ? checked(config) : new byte[0];
    }

    /** A setting that can't be used stops the start. */
    private static URI allowed(URI url, Mode mode) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && onLoopback(url);
        if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalStateException("stakeout.notify.webhook.url must be https://host/path without a name or"
                    + " password in it; http is for 127.0.0.1, ::1 and localhost only");
        }
        if (mode.rehearsal() && !onLoopback(url)) {
            throw new IllegalStateException(
                    "A drill or replay tells nobody elsewhere: stakeout.notify.webhook.url must be"
                            + " on 127.0.0.1, ::1 or localhost, or not set");
        }
        return url;
    }

    private static boolean onLoopback(URI url) {
        return url.getHost() != null && Loopback.is(url.getHost());
    }

    private static byte[] checked(WebhookConfig config) {
        String secret = config.secret().map(String::strip).orElse("");
        if (secret.length() < SHORTEST_SECRET || secret.contains(",")) {
            throw new IllegalStateException(
                    "stakeout.notify.webhook.secret must have at least 16 characters and no comma:"
                            + " without a signature the receiver can't know who calls");
        }
        if (!config.source().matches(SOURCE)) {
            throw new IllegalStateException(
                    "stakeout.notify.webhook.source must be 2 to 32 small letters and digits, a letter first");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return wire.isPresent();
    }

    /** Calls and what else is in the log of an incident come by the log. */
    @Override
    public List<Draft> about(News news) {
        if (news instanceof News.Telling) {
            return List.of();
        }
        String key = Keys.key(news);
        Priority priority = news.kind().broadcast() ? Priority.BROADCAST : Priority.IMMEDIATE;
        return List.of(Draft.once(key, priority, "", Ocsf.news(news, key)));
    }

    @Override
    public boolean bundles() {
        return true;
    }

    @Override
    public Delivery deliver(Item item) {
        List<JsonNode> events = new ArrayList<>(List.of(item.body()));
        item.others().forEach(other -> events.add(other.body()));
        return send(item.key(), item.attempt(), events);
    }

    @Override
    public Optional<StreamTerms> stream() {
        int most = Math.max(1, Math.min(StreamTerms.MOST_ENTRIES, config.batch()));
        Duration every = config.every();
        return Optional.of(StreamTerms.whole(every, most));
    }

    @Override
    public Delivery digest(Digest digest) {
        List<JsonNode> events = new ArrayList<>();
        for (EntryLine line : digest.entries()) {
            JsonNode entry = NotifyJson.read(line.json());
            if (entry.path("kind").asText().equals("activity")) {
                events.add(Ocsf.call(digest.room().id(), entry));
            }
        }
        return events.isEmpty() ? Delivery.delivered() : send(digest.key(), digest.attempt(), events);
    }

    private Delivery send(String key, int attempt, List<JsonNode> events) {
        ObjectNode body = NotifyJson.object()
                .put("source", config.source())
                .put("key", key)
                .put("attempt", attempt);
        ArrayNode all = body.putArray("events");
        events.forEach(all::add);
        byte[] bytes = NotifyJson.write(body).getBytes(StandardCharsets.US_ASCII);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return wire.orElseThrow()
                .post(
                        bytes,
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "Stakeout",
                        "X-Stakeout-Source",
                        config.source(),
                        "X-Stakeout-Timestamp",
                        timestamp,
                        "X-Stakeout-Key",
                        key,
                        "X-Stakeout-Signature",
                        Signature.of(secret, timestamp, bytes));
    }
}
