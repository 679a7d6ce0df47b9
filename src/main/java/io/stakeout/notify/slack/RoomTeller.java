package io.stakeout.notify.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logging.Logger;

import io.stakeout.containment.PlanView;
import io.stakeout.incident.EntryLine;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Digest;
import io.stakeout.notify.Item;
import io.stakeout.notify.NotifyJson;

/** Tells of an incident in its thread. Blocking; outside of any transaction. Throws {@link SlackTrouble} and {@link HeldBack}. */
@Singleton
class RoomTeller {

    private static final Logger LOG = Logger.getLogger(RoomTeller.class);

    private final RoomReader reader;
    private final Opening opening;
    private final SlackThreads threads;
    private final Placing placing;
    private final Postings postings;
    private final RoomAddress address;
    private final SlackConfig config;
    private final Clock clock;

    /** What the next digest of an incident says of the time since the last one. */
    private final Map<Long, String> remarks = new ConcurrentHashMap<>();

    RoomTeller(
            RoomReader reader,
            Opening opening,
            SlackThreads threads,
            Placing placing,
            Postings postings,
            RoomAddress address,
            SlackConfig config,
            Clock clock) {
        this.reader = reader;
        this.opening = opening;
        this.threads = threads;
        this.placing = placing;
        this.postings = postings;
        this.address = address;
        this.config = config;
        this.clock = clock;
    }

    Delivery deliver(Item item) {
        return remarking(item.incident().orElseThrow(), () -> {
            RoomFacts facts = reader.facts(item.incident().orElseThrow());
            requireOwnPlace(facts);
            SlackThread thread = opening.require(facts);
            return switch (item.body().path("kind").asText()) {
                case "opened" -> Delivery.delivered(thread.root().orElseThrow());
                case "root" -> root(facts, thread);
                case "asked" -> asked(facts, thread, item.body().path("plan").asLong());
                default -> piece(facts, thread, item);
            };
        });
    }

    Delivery digest(Digest digest) {
        long incident = digest.room().id();
        return remarking(incident, () -> {
            RoomFacts facts = reader.facts(incident);
            requireOwnPlace(facts);
            SlackThread thread = opening.require(facts);
            String remark = remarks.get(incident);
            Message message = DigestMessage.of(digest, facts.cutOff(), Optional.ofNullable(remark), address);
            String ts = placing.put(
                    place(thread),
                    new Placing.Piece(digest.key(), digest.attempt(), thread.createdAt(), Postings.Tone.CALM, message));
            if (remark != null) {
                remarks.remove(incident, remark);
            }
            refresh(facts, thread);
            return Delivery.delivered(ts);
        });
    }

    /** Restricted incidents are told in channels of their own or not at all, whatever was decided before. */
    private void requireOwnPlace(RoomFacts facts) {
        boolean restricted = !facts.incident().restrictedTo().isEmpty();
        if (restricted && config.place() == SlackConfig.Place.TEAM_CHANNEL) {
            throw new HeldBack(
                    Duration.ofMinutes(1),
                    "Incident " + facts.id() + " is restricted: it isn't told in the team's channel.");
        }
    }

    private Delivery piece(RoomFacts facts, SlackThread thread, Item item) {
        Message message = message(facts, item);
        Postings.Tone tone = switch (item.body().path("kind").asText()) {
            case "approval-wanted", "executed", "undone", "verification-failed" -> Postings.Tone.LOUD;
            case "closed" -> Postings.Tone.CALM;
            default -> Postings.Tone.URGENT;
        };
        return Delivery.delivered(
                placing.put(place(thread), new Placing.Piece(item.key(), item.attempt(), item.since(), tone, message)));
    }

    private Message message(RoomFacts facts, Item item) {
        JsonNode body = item.body();
        NewsMessage news = new NewsMessage(facts, address);
        String text = body.path("text").asText();
        Optional<PlanView> plan = facts.plan(body.path("plan").asLong());
        return switch (body.path("kind").asText()) {
            case "telling" -> news.telling(body, entry(facts.id(), item), item.folded());
            case "closed" -> news.closing();
            case "approval-wanted" -> news.approvalWanted(plan.orElseThrow(), config.approvals());
            case "executed" -> news.plan("Executed", plan.orElseThrow(), text);
            case "undone" -> news.plan("Undone", plan.orElseThrow(), text);
            case "verification-failed" -> news.plan("Verification failed", plan.orElseThrow(), text);
            case "verified" -> news.plan("Verified", plan.orElseThrow(), text);
            default -> news.plan("Plan " + body.path("state").asText(), plan.orElseThrow(), text);
        };
    }

    private Optional<JsonNode> entry(long incident, Item item) {
        return item.seq()
                .flatMap(seq -> reader.entry(incident, seq))
                .map(EntryLine::json)
                .map(NotifyJson::read);
    }

    private Delivery root(RoomFacts facts, SlackThread thread) {
        if (!threads.edits(facts.id(), config.rootEvery())) {
            Instant next = thread.rootEditedAt().orElse(Instant.MIN).plus(config.rootEvery());
            Duration wait = Duration.between(clock.instant(), next);
            return new Delivery.Held(
                    wait.isNegative() || wait.isZero() ? Duration.ofSeconds(1) : wait,
                    "The message was edited a moment ago.");
        }
        edit(facts, thread);
        return Delivery.delivered(thread.root().orElseThrow());
    }

    /** With the digest; its own troubles are the next edit's. */
    private void refresh(RoomFacts facts, SlackThread thread) {
        if (!threads.edits(facts.id(), config.rootEvery())) {
            return;
        }
        try {
            edit(facts, thread);
        } catch (SlackTrouble | HeldBack later) {
            LOG.infof(
                    "root message not edited, the next digest does incident=%d cause=\"%s\"",
                    facts.id(), later.getMessage());
        }
    }

    private void edit(RoomFacts facts, SlackThread thread) {
        String root = thread.root().orElseThrow();
        try {
            postings.edit(
                    thread.channel().orElseThrow(),
                    root,
                    thread.rootKey(),
                    RootMessage.of(facts, address.of(facts.id())));
        } catch (SlackTrouble.Refused refused) {
            if (!refused.error().is("message_not_found")) {
                throw refused;
            }
            threads.rootIsGone(facts.id(), root);
            throw new HeldBack(Duration.ofSeconds(1), "The root message was deleted in Slack; it is posted anew.");
        }
    }

    private Delivery asked(RoomFacts facts, SlackThread thread, long id) {
        Optional<PlanView> plan = facts.plan(id).filter(one -> one.requestedAt().isPresent());
        if (plan.isEmpty() || plan.get().state().id().equals("awaiting-approval")) {
            return Delivery.delivered();
        }
        String begin = SlackDrafts.askKey(id);
        postings.find(
                        place(thread),
                        key -> key.startsWith(begin),
                        plan.get().requestedAt().orElseThrow())
                .ifPresent(ts -> postings.edit(
                        thread.channel().orElseThrow(),
                        ts,
                        begin + "decided",
                        new NewsMessage(facts, address).decided(plan.get())));
        return Delivery.delivered();
    }

    private Delivery remarking(long incident, Supplier<Delivery> telling) {
        try {
            return telling.get();
        } catch (SlackTrouble.Limited limited) {
            remarks.putIfAbsent(
                    incident,
                    "Slack asked us to slow down at " + Clockwork.second(clock.instant())
                            + " UTC. Counting went on; this digest covers everything.");
            throw limited;
        } catch (SlackTrouble.Down down) {
            remarks.putIfAbsent(
                    incident,
                    "Slack did not answer from " + Clockwork.second(clock.instant())
                            + " UTC on. Counting went on; this digest covers everything.");
            throw down;
        }
    }

    private static Postings.Place place(SlackThread thread) {
        return new Postings.Place(thread.channel().orElseThrow(), thread.root());
    }
}
