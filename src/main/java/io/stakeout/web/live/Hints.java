package io.stakeout.web.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import io.stakeout.access.AccessRevoked;
import io.stakeout.incident.HeadMoved;
import io.stakeout.incident.WatchChanged;

/**
 * What makes rooms look: commits of this process, and those of others by PostgreSQL's LISTEN on a connection and a
 * thread of its own. A lost notification costs at most a beat, since the sequence is read anyway.
 */
@ApplicationScoped
class Hints {

    private static final Logger LOG = Logger.getLogger(Hints.class);
    private static final int WAIT_MILLIS = 1_000;
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final Rooms rooms;
    private final Beat beat;
    private final String url;
    private final Properties login = new Properties();
    private volatile boolean stopped;
    private Thread listener;

    Hints(
            Rooms rooms,
            Beat beat,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.rooms = rooms;
        this.beat = beat;
        this.url = url;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "stakeout-listen");
        login.setProperty("tcpKeepAlive", "true");
    }

    void onCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) HeadMoved moved) {
        rooms.hint(moved.incident());
    }

    void onRevocation(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessRevoked revoked) {
        beat.soon();
    }

    void onRestriction(@Observes(during = TransactionPhase.AFTER_SUCCESS) WatchChanged changed) {
        beat.soon();
    }

    void onStart(@Observes StartupEvent event) {
        listener = new Thread(this::listen, "stakeout-listen");
        listener.setDaemon(true);
        listener.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stopped = true;
        LockSupport.unpark(listener);
    }

    private void listen() {
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                subscribe(connection);
                rooms.hintAll();
                receive(connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                if (!stopped) {
                    LOG.warnf("notifications interrupted, reconnecting cause=\"%s\"", e.getMessage());
                    LockSupport.parkNanos(this, RECONNECT.toNanos());
                }
            }
        }
    }

    private void subscribe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen stakeout_head");
        }
    }

    private void receive(PGConnection connection) throws SQLException {
        while (!stopped) {
            PGNotification[] news = connection.getNotifications(WAIT_MILLIS);
            for (PGNotification notification : news == null ? new PGNotification[0] : news) {
                hint(notification.getParameter());
            }
        }
    }

    private void hint(String incidentAndHead) {
        String incident = incidentAndHead.split(" ", 2)[0];
        if (incident.matches("\\d{1,18}")) {
            rooms.hint(Long.parseLong(incident));
        }
    }
}
