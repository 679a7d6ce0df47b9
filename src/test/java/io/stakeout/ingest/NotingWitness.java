package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.CallWitness;
import io.stakeout.incident.Lane;
import io.stakeout.incident.RecordingFailed;

/** Has to know of one call that nobody makes, and writes it into a table that is there only while a test runs. */
@ApplicationScoped
class NotingWitness implements CallWitness {

    static final String CALL = "CreateNothingButANote";

    private final AgroalDataSource database;

    NotingWitness(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public boolean concerns(CloudTrailRecord record) {
        return record.eventName().equals(CALL);
    }

    @Override
    public void record(CloudTrailRecord record, Lane lane, Instant arrivedAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement note = connection.prepareStatement(
                        "insert into witness_note (event_id, lane) values (?, ?) on conflict do nothing")) {
            note.setString(1, record.eventId());
            note.setString(2, lane.name());
            note.executeUpdate();
        } catch (SQLException e) {
            throw new RecordingFailed("not noted", e);
        }
    }
}
