package io.stakeout.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A PostgreSQL as an operating system ships it, standing for one that people run themselves. */
public final class DebianPostgres implements AutoCloseable {

    public static final String PASSWORD = "external-secret";

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PostgresProgram programs;
    private final Path data;
    private final int port;

    private DebianPostgres(PostgresProgram programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    public static DebianPostgres start(Path directory) throws IOException {
        assumeTrue(
                Files.isExecutable(PROGRAMS.resolve("bin/postgres")),
                "PostgreSQL 15 is not in " + PROGRAMS + ": apt-get install postgresql-15");
        PostgresProgram programs =
                new PostgresProgram(new PostgresBinaries(PROGRAMS), directory.resolve("program.log"));
        Path data = directory.resolve("data");
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        programs.run(
                LIMIT,
                "initdb",
                List.of("--pgdata=" + data, "--username=owner", "--pwfile=" + password, "--auth=scram-sha-256"));
        DebianPostgres server = new DebianPostgres(programs, data, freePort());
        server.run();
        return server;
    }

    /** Starts it, on the port that it had before. */
    public void run() throws IOException {
        programs.run(
                LIMIT,
                "pg_ctl",
                List.of(
                        "start",
                        "--pgdata=" + data,
                        "--wait",
                        "--log=" + data.resolveSibling("server.log"),
                        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    public JdbcAccess access() {
        return new JdbcAccess("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "owner", PASSWORD);
    }

    /** Stops it as an outage does: connections are cut. */
    @Override
    public void close() throws IOException {
        programs.run(LIMIT, "pg_ctl", List.of("stop", "--pgdata=" + data, "--mode=fast", "--wait"));
    }
}
