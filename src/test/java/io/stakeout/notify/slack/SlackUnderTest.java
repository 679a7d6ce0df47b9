package io.stakeout.notify.slack;

import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.stakeout.Mode;
import io.stakeout.access.Operators;
import io.stakeout.audit.AuditLog;
import io.stakeout.containment.PlanReader;
import io.stakeout.incident.Freshness;
import io.stakeout.incident.IdentityDesk;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Timeline;

/**
 * Slack's channel as the application makes it, but with settings, a clock and a Slack of a test's own: on the application's
 * database, without its worker.
 */
@Singleton
public final class SlackUnderTest {

    private final AgroalDataSource database;
    private final Incidents incidents;
    private final Freshness freshness;
    private final PlanReader plans;
    private final Timeline timeline;
    private final IdentityDesk identities;
    private final Operators operators;
    private final AuditLog audit;

    /** All that a test may want to look into. */
    public record Made(SlackChannel channel, SlackHolds holds, Optional<String> token) {}

    @Inject
    SlackUnderTest(
            AgroalDataSource database,
            Incidents incidents,
            Freshness freshness,
            PlanReader plans,
            Timeline timeline,
            IdentityDesk identities,
            Operators operators,
            AuditLog audit) {
        this.database = database;
        this.incidents = incidents;
        this.freshness = freshness;
        this.plans = plans;
        this.timeline = timeline;
        this.identities = identities;
        this.operators = operators;
        this.audit = audit;
    }

    /** As if another process had started: nothing is remembered but what is kept. */
    public Made made(SlackConfig config, Clock clock) {
        SlackClient slack = new SlackClient(Mode.SERVE, config, clock, new SimpleMeterRegistry());
        SlackThreads threads = new SlackThreads(database, config, clock);
        RoomAddress address = new RoomAddress(Optional.of("https://stakeout.example.org"));
        SlackSelf self = new SlackSelf(slack, config);
        Members members = new Members(slack, clock);
        Crowd crowd = new Crowd(identities, operators);
        SlackHolds holds = new SlackHolds(threads, incidents, audit);
        Audience audience = new Audience(members, self, crowd, holds, config, clock);
        Invitations invitations = new Invitations(slack, members, crowd, threads, incidents);
        Postings postings = new Postings(slack);
        Placing placing = new Placing(postings, new Doubts(database, clock));
        ChannelIds channels = new ChannelIds(slack);
        Opening opening = new Opening(slack, self, channels, threads, audience, invitations, postings, address, config);
        RoomReader reader = new RoomReader(incidents, freshness, plans, timeline, clock);
        RoomTeller rooms = new RoomTeller(reader, opening, threads, placing, postings, address, config, clock);
        TeamTeller teams = new TeamTeller(channels, audience, placing, incidents, address, config);
        return new Made(new SlackChannel(slack, config, rooms, teams), holds, config.botToken());
    }
}
