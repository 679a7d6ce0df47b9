package io.stakeout.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;

import io.stakeout.incident.RecordingFailed;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.TeamTold;
import io.stakeout.signal.TeamAsked;
import io.stakeout.signal.team.Team;

/** Makes news of signals for which a playbook names a team, in the transaction that decides about them. */
@ApplicationScoped
class TeamNews {

    private final AgroalDataSource database;
    private final Outbox outbox;

    TeamNews(AgroalDataSource database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    void onTeamAsked(@Observes TeamAsked asked) {
        if (!outbox.open()) {
            return;
        }
        Team team = asked.routing().team().orElseThrow();
        TeamTold told = new TeamTold(
                team.name(),
                team.slackChannel(),
                team.email(),
                asked.routing().reason(),
                asked.routing().fallback());
        Optional<Room> room = asked.incident().map(this::room);
        outbox.tell(
                new News.SignalSaid(room, asked.signal(), asked.seen(), asked.score(), asked.at(), told, asked.text()));
    }

    private Room room(long incident) {
        try (Connection connection = database.getConnection()) {
            return new RoomTable(connection).require(incident);
        } catch (SQLException e) {
            throw new RecordingFailed("team not told of incident " + incident, e);
        }
    }
}
