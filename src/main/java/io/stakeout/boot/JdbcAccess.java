package io.stakeout.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.postgresql.Driver;

/** How to reach a database. The password is no part of what is printed. */
public record JdbcAccess(String url, String user, String password) {

    /** Asks the driver directly: nothing is registered yet when this is needed. */
    public Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return new Driver().connect(url, login);
    }

    @Override
    public String toString() {
        return "JdbcAccess[url=" + url + ", user=" + user + "]";
    }
}
