package io.stakeout.incident;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * How processes tell each other what they have committed: PostgreSQL's NOTIFY inside the transaction, and LISTEN on one
 * plain connection and one thread. An announcement is a hint, the database is the truth: after each connect, when some
 * may have been missed, everything is said to have changed.
 */
@ApplicationScoped
class Announcements {

    /** Has a channel, and what to say there, announced with the commit. */
    static final String SQL = "select pg_notify(?, ?)";

    /** Carries {@code incident head} when entries were committed. */
    static final String HEAD = "stakeout_head";

    /** Carries {@code incident} when somebody changed whom it watches or who may see it. */
    static final String WATCH = "stakeout_watch";

    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int WAIT_MILLIS = 1_000;
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    /** A host that vanished closes no connection: after so many silent waits it is asked whether it is there. */
    private static final int SILENT_WAITS = 10;

    private static final int ANSWER_SECONDS = 5;

    private final AgroalDataSource database;
    private final Event<HeadAnnounced> heads;
    private final Event<WatchAnnounced> watches;
    private final String url;
    private final Properties login = new Properties();
    private volatile boolean stopped;
    private Thread listener;

    Announcements(
            AgroalDataSource database,
            Event<HeadAnnounced> heads,
            Event<WatchAnnounced> watches,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.database = database;
        this.heads = heads;
        this.watches = watches;
        this.url = url;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "stakeout-listen");
        login.setProperty("tcpKeepAlive", "true");
    }

    /** In the transaction that changes a watch, so that the other processes hear of it with the commit. */
    void onWatchChanged(@Observes WatchChanged changed) {
        try (Connection connection = database.getConnection()) {
            announce(connection, WATCH, Long.toString(changed.incident()));
        } catch (SQLException e) {
            throw new RecordingFailed("change of the watch of incident " + changed.incident() + " not announced", e);
        }
    }

    /** Has the commit of the connection's transaction announced. */
    static void announce(Connection connection, String channel, String what) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, channel);
            statement.setString(2, what);
            statement.execute();
        }
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
                heads.fire(new HeadAnnounced(Optional.empty()));
                watches.fire(new WatchAnnounced(Optional.empty()));
                receive(connection);
            } catch (SQLException | RuntimeException e) {
                if (!stopped) {
                    LOG.warnf("announcements interrupted, reconnecting cause=\"%s\"", e.getMessage());
                    LockSupport.parkNanos(this, RECONNECT.toNanos());
                }
            }
        }
    }

    private static void subscribe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + HEAD);
            statement.execute("listen " + WATCH);
        }
    }

    private void receive(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        int silent = 0;
        while (!stopped) {
            PGNotification[] news = postgres.getNotifications(WAIT_MILLIS);
            silent = news == null || news.length == 0 ? silent + 1 : 0;
            for (PGNotification notification : news == null ? new PGNotification[0] : news) {
                pass(notification.getName(), notification.getParameter());
            }
            if (silent >= SILENT_WAITS) {
                requireAnswer(connection);
                silent = 0;
            }
        }
    }

    private static void requireAnswer(Connection connection) throws SQLException {
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("the database doesn't answer");
        }
    }

    /** Whoever may connect may notify, so what is no incident's number is passed over. */
    private void pass(String channel, String what) {
        String incident = what.split(" ", 2)[0];
        if (!incident.matches("\\d{1,18}")) {
            return;
        }
        Optional<Long> id = Optional.of(Long.valueOf(incident));
        if (channel.equals(HEAD)) {
            heads.fire(new HeadAnnounced(id));
        } else {
            watches.fire(new WatchAnnounced(id));
        }
    }
}
