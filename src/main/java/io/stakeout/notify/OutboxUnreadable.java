package io.stakeout.notify;

import java.sql.SQLException;

/** The database didn't answer; nothing of the transaction was kept, and the next round tries again. */
final class OutboxUnreadable extends RuntimeException {

    /** Its own message quotes the values. */
    OutboxUnreadable(SQLException cause) {
        super("SQLState " + cause.getSQLState(), cause);
    }
}
