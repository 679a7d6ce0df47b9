package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import io.stakeout.cloudtrail.CloudTrailRecord;

/** Calls that an execution made itself, known by the session that it made them with: no moves against it. */
public final class OwnCalls {

    /** What the evidence that keeps the access key of such a session is called. */
    public static final String SESSION = "own session";

    private OwnCalls() {}

    /** Whether a call was made with a session that was made for an execution, of whichever plan. */
    static boolean include(CloudTrailRecord record, Connection connection) throws SQLException {
        Optional<String> key = record.principal().accessKeyId();
        if (key.isEmpty()) {
            return false;
        }
        String sql = "select exists (select 1 from execution_evidence where what = ? and content = ?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, SESSION);
            query.setString(2, key.get());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
