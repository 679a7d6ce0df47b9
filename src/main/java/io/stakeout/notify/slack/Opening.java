package io.stakeout.notify.slack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.slack.api.model.ConversationType;

/**
 * Makes the place where an incident is told: the channel, if it has one of its own, and the root message. One process at a
 * time, by a lease; what may have been made before it could be noted is looked for first, so nothing is made twice. Blocking.
 */
@Singleton
class Opening {

    /** Longer than all calls that are made under it, by far. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final SlackClient slack;
    private final SlackSelf self;
    private final ChannelIds channels;
    private final SlackThreads threads;
    private final Audience audience;
    private final Invitations invitations;
    private final Postings postings;
    private final RoomAddress address;
    private final SlackConfig config;

    Opening(
            SlackClient slack,
            SlackSelf self,
            ChannelIds channels,
            SlackThreads threads,
            Audience audience,
            Invitations invitations,
            Postings postings,
            RoomAddress address,
            SlackConfig config) {
        this.slack = slack;
        this.self = self;
        this.channels = channels;
        this.threads = threads;
        this.audience = audience;
        this.invitations = invitations;
        this.postings = postings;
        this.address = address;
        this.config = config;
    }

    /**
     * The incident's thread with its root message, among people who may read it.
     *
     * @throws HeldBack when nothing may be told there, or somebody else is just making it
     */
    SlackThread require(RoomFacts facts) {
        self.user();
        SlackThread thread = threads.kept(facts.id());
        if (thread.root().isPresent()) {
            look(facts, thread);
            return thread;
        }
        if (!threads.claim(facts.id(), LEASE)) {
            throw new HeldBack(SOON, "The channel of incident " + facts.id() + " is being made just now.");
        }
        try {
            return made(facts);
        } finally {
            threads.release(facts.id());
        }
    }

    /** Before each message, unless it was looked at just now. */
    private void look(RoomFacts facts, SlackThread thread) {
        if (audience.due(facts.incident(), thread)) {
            if (thread.channelName().isPresent()) {
                invitations.send(facts.incident(), thread);
            }
            audience.require(facts.incident(), thread);
        }
    }

    private SlackThread made(RoomFacts facts) {
        SlackThread thread = threads.kept(facts.id());
        if (thread.root().isPresent()) {
            return thread;
        }
        if (thread.channel().isEmpty()) {
            threads.channel(facts.id(), channel(thread));
            thread = threads.kept(facts.id());
        }
        if (thread.channelName().isPresent()) {
            invitations.send(facts.incident(), thread);
        }
        audience.require(facts.incident(), thread);
        root(facts, thread);
        return threads.kept(facts.id());
    }

    private void root(RoomFacts facts, SlackThread thread) {
        Postings.Place place = Postings.Place.channel(thread.channel().orElseThrow());
        Message message = RootMessage.of(facts, address.of(facts.id()));
        Optional<String> before =
                thread.rootTried() ? postings.find(place, thread.rootKey(), thread.createdAt()) : Optional.empty();
        if (before.isPresent()) {
            threads.root(facts.id(), before.get());
            return;
        }
        threads.trying(facts.id());
        threads.root(facts.id(), postings.post(place, Postings.Tone.URGENT, thread.rootKey(), message));
    }

    private String channel(SlackThread thread) {
        return thread.channelName()
                .map(this::own)
                .orElseGet(() -> config.teamChannel()
                        .orElseThrow(() -> new IllegalStateException("stakeout.slack.team-channel is not set")));
    }

    private String own(String name) {
        try {
            return slack.call(
                            SlackMethod.CREATE_CHANNEL,
                            api -> api.conversationsCreate(ask -> ask.name(name).isPrivate(true)))
                    .getChannel()
                    .getId();
        } catch (SlackTrouble.Refused refused) {
            if (!refused.error().is("name_taken")) {
                throw refused;
            }
            // the name has our token: it was us, and the answer got lost
            return channels.named(name, List.of(ConversationType.PRIVATE_CHANNEL))
                    .orElseThrow(() -> refused);
        }
    }
}
