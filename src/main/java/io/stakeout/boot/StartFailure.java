package io.stakeout.boot;

import java.net.BindException;
import java.sql.SQLException;

import io.stakeout.KeyUnusable;

/** Turns what made the application stop into one sentence. */
final class StartFailure {

    private StartFailure() {}

    static String explain(Throwable failure, HttpAddress address) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return address.taken();
            }
            if (cause instanceof KeyUnusable) {
                return "Stakeout could not start: " + cause.getMessage() + ".";
            }
            if (cause instanceof SQLException) {
                return "Stakeout could not start because of its database (" + Failure.reason(failure)
                        + "): check that QUARKUS_DATASOURCE_JDBC_URL, its user and password are right and that the server"
                        + " answers, if you use your own.";
            }
        }
        return "Stakeout could not start (" + Failure.reason(failure) + ").";
    }
}
