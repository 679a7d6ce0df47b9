package io.stakeout.notify.slack;

import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.access.Actor;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Item;

/** Tells what belongs to no incident's thread: signals to teams, anchors, tests. Blocking; outside of any transaction. */
@Singleton
class TeamTeller {

    private final ChannelIds channels;
    private final Audience audience;
    private final Placing placing;
    private final Incidents incidents;
    private final RoomAddress address;
    private final SlackConfig config;

    TeamTeller(
            ChannelIds channels,
            Audience audience,
            Placing placing,
            Incidents incidents,
            RoomAddress address,
            SlackConfig config) {
        this.channels = channels;
        this.audience = audience;
        this.placing = placing;
        this.incidents = incidents;
        this.address = address;
        this.config = config;
    }

    Delivery signal(Item item) {
        JsonNode body = item.body();
        Optional<IncidentView> room = item.incident().map(id -> incidents.get(Actor.STAKEOUT, id));
        boolean restricted = body.path("restricted").asBoolean()
                || room.filter(view -> !view.restrictedTo().isEmpty()).isPresent();
        if (restricted) {
            return Delivery.refused(
                    "The incident is restricted: a team's channel isn't told of it. Tell them otherwise.");
        }
        String channel = channels.of(item.target());
        if (room.isPresent() && audience.objectsTo(room.get(), channel)) {
            return Delivery.refused("Somebody in the team's channel may be the suspect, or can't be compared with them:"
                    + " nothing was posted there. Tell the team otherwise.");
        }
        return put(channel, item, PlainMessage.signal(body, address));
    }

    Delivery plain(Item item) {
        boolean test = item.body().path("kind").asText().equals("test");
        return config.teamChannel()
                .map(channel -> put(
                        channels.of(channel),
                        item,
                        test ? PlainMessage.test(item.body()) : PlainMessage.anchor(item.body())))
                .orElseGet(() ->
                        Delivery.refused("There is no channel for it: set stakeout.slack.team-channel to the id of"
                                + " one. Incidents are told in channels of their own all the same."));
    }

    private Delivery put(String channel, Item item, Message message) {
        Placing.Piece piece =
                new Placing.Piece(item.key(), item.attempt(), item.since(), Postings.Tone.URGENT, message);
        return Delivery.delivered(placing.put(Postings.Place.channel(channel), piece));
    }
}
