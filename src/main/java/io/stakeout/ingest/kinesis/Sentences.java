package io.stakeout.ingest.kinesis;

import java.sql.SQLException;

/** Failures as people read them; none quotes what was in a record. */
final class Sentences {

    private static final int LONGEST = 300;

    private Sentences() {}

    static String databaseAway(Throwable cause) {
        return "The database doesn't take what has arrived (" + reason(cause)
                + "): nothing is read on, nothing is lost, and it goes on by itself.";
    }

    static String ended(Throwable cause) {
        return "The consumer of the stream failed (" + reason(cause) + ").";
    }

    /** The innermost cause, in one line. Messages of refused values quote them, so of those only the code is told. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        if (innermost instanceof SQLException sql && !connection(sql)) {
            return "SQL state " + sql.getSQLState();
        }
        String message = innermost.getMessage() == null ? "" : ": " + innermost.getMessage();
        String line = (name + message).strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static boolean connection(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
    }
}
