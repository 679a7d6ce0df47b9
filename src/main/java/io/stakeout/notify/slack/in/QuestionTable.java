package io.stakeout.notify.slack.in;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;

import io.stakeout.access.Actor;

/** Who was asked what, and what they said, in the caller's transaction. */
@ApplicationScoped
class QuestionTable {

    /** A question whose answer has just been taken. */
    record Asked(long incident, String name, String asker, String text) {}

    private final AgroalDataSource database;

    QuestionTable(AgroalDataSource database) {
        this.database = database;
    }

    long add(long incident, String user, String name, Actor by, String question, Instant at) {
        String sql = "insert into slack_question (incident_id, slack_user, slack_name, asked_by, asked_by_id, question,"
                + " asked_at) values (?, ?, ?, ?, ?, ?, ?) returning id";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, incident);
            insert.setString(2, user);
            insert.setString(3, name);
            insert.setString(4, by.name());
            insert.setLong(5, by.operatorId().orElseThrow());
            insert.setString(6, question);
            insert.setTimestamp(7, Timestamp.from(at));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a question to a person can't be kept", e);
        }
    }

    /** Takes the answer of whoever was asked, once; empty when there is nothing to answer. */
    Optional<Asked> answer(long id, String user, boolean yes, Instant at, Instant askedAfter) {
        String sql = "update slack_question set answer = ?, answered_at = ? where id = ? and slack_user = ?"
                + " and answer is null and asked_at >= ? returning incident_id, slack_name, asked_by, question";
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, yes ? "yes" : "no");
            update.setTimestamp(2, Timestamp.from(at));
            update.setLong(3, id);
            update.setString(4, user);
            update.setTimestamp(5, Timestamp.from(askedAfter));
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new Asked(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an answer to a question can't be kept", e);
        }
    }
}
