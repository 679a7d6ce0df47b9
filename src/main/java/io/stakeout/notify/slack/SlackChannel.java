package io.stakeout.notify.slack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.notify.Channel;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Digest;
import io.stakeout.notify.Draft;
import io.stakeout.notify.Item;
import io.stakeout.notify.StreamTerms;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;

/**
 * Slack: one root message an incident, edited in place; digests and what can't wait in its thread; the loudest in the channel
 * too. What is said where: docs/slack.md.
 */
@ApplicationScoped
public class SlackChannel implements Channel {

    public static final String NAME = "slack";

    /** So many entries are looked at for the ten lines of a digest: what is alike becomes one of them. */
    private static final int CANDIDATES = 60;

    private final SlackClient slack;
    private final SlackConfig config;
    private final RoomTeller rooms;
    private final TeamTeller teams;
    private final SlackDrafts drafts;

    SlackChannel(SlackClient slack, SlackConfig config, RoomTeller rooms, TeamTeller teams) {
        this.slack = slack;
        this.config = config;
        this.rooms = rooms;
        this.teams = teams;
        this.drafts = new SlackDrafts(config.rootEvery(), config.approvals());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        if (!slack.configured()) {
            return false;
        }
        ChannelName.checked(config.channelPrefix());
        if (shared() && config.teamChannel().isEmpty()) {
            throw new IllegalStateException(
                    "stakeout.slack.place is team-channel, so stakeout.slack.team-channel has to"
                            + " name the channel by its id.");
        }
        return true;
    }

    /** Who reads in an incident's own channel is looked at before each message. */
    @Override
    public boolean mayTell(Room room) {
        return !room.restricted() || !shared();
    }

    @Override
    public List<Draft> about(News news) {
        return drafts.of(news);
    }

    @Override
    public Delivery deliver(Item item) {
        return switch (item.body().path("kind").asText()) {
            case "signal" -> Troubles.settled(false, () -> teams.signal(item));
            case "test", "anchor" -> Troubles.settled(false, () -> teams.plain(item));
            default -> Troubles.settled(shared(), () -> rooms.deliver(item));
        };
    }

    /** Not twice within the pace of lines, whatever comes: a storm is counted, not recited. */
    @Override
    public Optional<StreamTerms> stream() {
        Duration floor =
                config.lineEvery().compareTo(config.digestEvery()) > 0 ? config.digestEvery() : config.lineEvery();
        return Optional.of(
                StreamTerms.summary(config.digestEvery(), config.digestAfter(), floor, CANDIDATES, config.lineEvery()));
    }

    @Override
    public Delivery digest(Digest digest) {
        return Troubles.settled(shared(), () -> rooms.digest(digest));
    }

    private boolean shared() {
        return config.place() == SlackConfig.Place.TEAM_CHANNEL;
    }
}
