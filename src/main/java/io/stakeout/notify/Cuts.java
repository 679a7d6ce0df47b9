package io.stakeout.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.proof.Case;
import io.stakeout.containment.proof.Cases;
import io.stakeout.notify.news.Call;

/** Whose access an incident has cut, and since when no call of theirs should succeed. */
@ApplicationScoped
class Cuts {

    private static final String IN_FORCE = "select id from plan where incident_id = ? and effective_at is not null"
            + " and undo_of is null and rehearsal is not true"
            + " and state in ('executed', 'verified', 'unproven', 'contested')";

    private final Cases cases;
    private final ContainmentConfig config;

    Cuts(Cases cases, ContainmentConfig config) {
        this.cases = cases;
        this.config = config;
    }

    /** Cuts of one incident at a moment. */
    record Made(List<Case> plans, java.time.Duration propagation) {

        /** Also of somebody who joined later: whoever comes of what is cut should not be able to. */
        boolean after(Call call) {
            return call.eventTime()
                    .filter(at -> plans.stream().anyMatch(plan -> after(plan, call, at)))
                    .isPresent();
        }

        private boolean after(Case plan, Call call, Instant at) {
            Cover cover = plan.covers().getOrDefault(call.identity(), Cover.ALL);
            return call.identity() != 0
                    && cover.compareTo(Cover.NONE) > 0
                    && !at.isBefore(plan.times().settledAt().plus(propagation));
        }
    }

    /** In the caller's transaction. */
    Made of(Connection connection, long incident) throws SQLException {
        List<Case> plans = new ArrayList<>();
        for (long plan : inForce(connection, incident)) {
            cases.of(plan).ifPresent(plans::add);
        }
        return new Made(plans, config.propagation());
    }

    private static List<Long> inForce(Connection connection, long incident) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IN_FORCE)) {
            statement.setLong(1, incident);
            List<Long> plans = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plans.add(rows.getLong(1));
                }
            }
            return plans;
        }
    }
}
