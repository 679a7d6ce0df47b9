package io.stakeout.incident;

import java.sql.SQLException;

/**
 * Entries could not be written; nothing of the failed transaction was kept. Says what the caller can do about it:
 * wait for the database, or find the one record that it refuses.
 */
public final class RecordingFailed extends RuntimeException {

    private final String sqlState;

    public RecordingFailed(String what, Throwable cause) {
        super(what, cause);
        this.sqlState = sqlStateOf(cause);
    }

    /** What made a transaction fail, as it is or wrapped. */
    public static RecordingFailed from(RuntimeException e) {
        return e instanceof RecordingFailed failed ? failed : new RecordingFailed("transaction failed", e);
    }

    /** Another transaction stood in the way: deadlock (40P01) or serialization failure (40001). */
    public boolean worthRetryingAtOnce() {
        return "40P01".equals(sqlState) || "40001".equals(sqlState);
    }

    /**
     * A value was refused (class 22 data exception, class 23 integrity constraint, class 54 program limit): waiting
     * doesn't help, leaving the record out does.
     */
    public boolean dataRefused() {
        return sqlState != null
                && (sqlState.startsWith("22") || sqlState.startsWith("23") || sqlState.startsWith("54"));
    }

    private static String sqlStateOf(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
