package io.stakeout.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A real PostgreSQL that Stakeout starts itself, in one directory, reachable on 127.0.0.1 with a password only (no Unix
 * socket), durable (fsync) and kept between starts. {@code pg_ctl} puts the server into a session of its own, so that
 * Ctrl-C on the terminal reaches the application alone, which then stops the server last.
 *
 * <p>The caller must hold the lock of the data directory. Not thread-safe, except {@link #close()}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String APPLICATION = "stakeout";

    /** Also covers the recovery after a crash, which takes as long as the last minutes' changes need. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration INIT_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final PostgresHome home;
    private final Path programsDirectory;
    private final Consumer<String> tell;
    private PostgresProgram programs;
    private int port;
    private boolean closed;

    private EmbeddedDatabase(PostgresHome home, Path programsDirectory, Consumer<String> tell) {
        this.home = home;
        this.programsDirectory = programsDirectory;
        this.tell = tell;
    }

    /**
     * Starts it, making it at the first start.
     *
     * @param tell gets a line for people when something takes long or was found left behind
     * @throws StartRefused when it can't be started; says what to do
     */
    public static EmbeddedDatabase start(Path directory, Consumer<String> tell) {
        return start(directory, directory, tell);
    }

    /** As {@link #start(Path, Consumer)}, for many databases that share one copy of PostgreSQL's programs. */
    public static EmbeddedDatabase start(Path directory, Path programsDirectory, Consumer<String> tell) {
        EmbeddedDatabase database = new EmbeddedDatabase(new PostgresHome(directory), programsDirectory, tell);
        try {
            database.start();
            return database;
        } catch (StartRefused e) {
            database.close();
            throw e;
        } catch (IOException | SQLException e) {
            database.close();
            throw StartRefused.because(
                    "The embedded database in " + directory + " can't be started (" + Failure.reason(e)
                            + "). Its data was left as it is; see docs/operations.md, or use a PostgreSQL of your own by"
                            + " QUARKUS_DATASOURCE_JDBC_URL.",
                    e);
        }
    }

    private void start() throws IOException, SQLException {
        OwnerOnly.directory(home.directory());
        PostgresVersion.refuseOther(home.data());
        PostgresBinaries binaries = PostgresBinaries.unpackInto(programsDirectory);
        programs = new PostgresProgram(binaries, home.programLog());
        stopOrphan();
        if (home.isUnfinished()) {
            tell.accept("The last start ended while the database was being made: making it anew.");
            home.discardUnfinished();
        }
        if (home.hasData()) {
            startServer();
            verify();
        } else {
            make();
        }
        binaries.deleteOthers();
    }

    /** A killed application leaves its server running, and two servers on one directory would destroy it. */
    private void stopOrphan() throws IOException {
        var orphan = Postmaster.runningOn(home.data());
        if (orphan.isPresent()) {
            tell.accept("Stopping the database server that an earlier process left running, pid "
                    + orphan.get().pid() + ".");
            stopServer();
        } else {
            Files.deleteIfExists(home.data().resolve(Postmaster.FILE));
        }
    }

    private void make() throws IOException, SQLException {
        tell.accept("Making the database in " + home.directory() + ": this takes some seconds, once.");
        home.beginMaking();
        runInitdb();
        startServer();
        makeRoleAndDatabase();
        verify();
        home.endMaking();
    }

    private void runInitdb() throws IOException {
        OwnerOnly.secret(home.superuserPassword());
        programs.run(
                INIT_LIMIT,
                "initdb",
                List.of(
                        "--pgdata=" + home.data(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + home.superuserPassword(),
                        "--auth-host=scram-sha-256",
                        "--auth-local=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
    }

    private void makeRoleAndDatabase() throws IOException, SQLException {
        String password = OwnerOnly.secret(home.applicationPassword());
        try (Connection connection = superuser("postgres").connect();
                Statement statement = connection.createStatement()) {
            // the password is of our own making, from an alphabet without quotes
            statement.execute("create role " + APPLICATION + " login password '" + password + "'");
            statement.execute("create database " + APPLICATION + " owner " + APPLICATION);
        }
    }

    private void startServer() throws IOException {
        port = freePort();
        OwnerOnly.write(home.serverLog(), "");
        try {
            programs.run(
                    START_LIMIT,
                    "pg_ctl",
                    List.of(
                            "start",
                            "--pgdata=" + home.data(),
                            "--log=" + home.serverLog(),
                            "--wait",
                            "--timeout=" + START_LIMIT.toSeconds(),
                            "--options=" + serverOptions()));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; " + PostgresProgram.tail(home.serverLog()), e.getCause());
        }
    }

    private String serverOptions() {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=40",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC",
                // statements may hold what people wrote: the server's log gets the errors only
                "log_min_error_statement=panic");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void verify() throws SQLException {
        try (Connection connection = application().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** What the application uses: owner of its database, no superuser. */
    public JdbcAccess application() {
        return access(APPLICATION, APPLICATION, home.applicationPassword());
    }

    /** For making databases and for inspection; the application never uses it. */
    public JdbcAccess superuser(String database) {
        return access(database, SUPERUSER, home.superuserPassword());
    }

    private JdbcAccess access(String database, String user, Path password) {
        try {
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
            return new JdbcAccess(url, user, Files.readString(password).strip());
        } catch (IOException e) {
            throw StartRefused.because(
                    "The file " + password
                            + " with the database's password is missing or can't be read: put it back from"
                            + " your backup. The database was left as it is.",
                    e);
        }
    }

    private void stopServer() throws IOException {
        try {
            stopServer("fast");
        } catch (IOException e) {
            // as safe as a power cut: the next start recovers
            stopServer("immediate");
        }
    }

    private void stopServer(String how) throws IOException {
        programs.run(
                STOP_LIMIT.plusSeconds(1),
                "pg_ctl",
                List.of(
                        "stop",
                        "--pgdata=" + home.data(),
                        "--mode=" + how,
                        "--wait",
                        "--timeout=" + STOP_LIMIT.toSeconds()));
    }

    /** Stops the server; bounded, at worst by the way of a power cut. */
    @Override
    public synchronized void close() {
        if (closed || programs == null) {
            return;
        }
        closed = true;
        try {
            if (Postmaster.runningOn(home.data()).isPresent()) {
                stopServer();
            }
        } catch (IOException e) {
            tell.accept("The embedded database did not stop (" + Failure.reason(e) + "); the next start will stop it.");
        }
    }
}
