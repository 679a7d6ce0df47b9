package io.stakeout.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.stakeout.boot.EmbeddedDatabase;
import io.stakeout.boot.JdbcAccess;

/**
 * The server that all tests of a virtual machine share. Quarkus loads test resources by several class loaders, so what
 * is running is remembered in system properties, not in a static field.
 */
record SharedPostgres(Path directory, int port, String password, String superuserPassword) {

    /** Unpacked once for all test runs: that alone takes seconds. */
    private static final Path PROGRAMS = Path.of("target/test-postgres").toAbsolutePath();

    private static final String PREFIX = "test.postgres.";

    static SharedPostgres running() {
        synchronized (System.getProperties()) {
            if (System.getProperty(PREFIX + "port") == null) {
                start();
            }
            return new SharedPostgres(
                    Path.of(System.getProperty(PREFIX + "directory")),
                    Integer.getInteger(PREFIX + "port"),
                    System.getProperty(PREFIX + "password"),
                    System.getProperty(PREFIX + "superuser"));
        }
    }

    private static void start() {
        try {
            Path directory = Files.createTempDirectory("stakeout-test-");
            EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("postgres"), PROGRAMS, line -> {});
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, directory)));
            JdbcAccess access = database.application();
            System.setProperty(PREFIX + "directory", directory.toString());
            System.setProperty(PREFIX + "port", access.url().replaceAll(".*:(\\d+)/.*", "$1"));
            System.setProperty(PREFIX + "password", access.password());
            System.setProperty(
                    PREFIX + "superuser", database.superuser("postgres").password());
        } catch (IOException e) {
            throw new IllegalStateException("no directory for the test database", e);
        }
    }

    private static void stop(EmbeddedDatabase database, Path directory) {
        database.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // left in the temporary directory, for the operating system to remove
        }
    }

    int nextNumber() {
        synchronized (System.getProperties()) {
            int number = Integer.getInteger(PREFIX + "count", 0) + 1;
            System.setProperty(PREFIX + "count", Integer.toString(number));
            return number;
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    JdbcAccess superuser() {
        return new JdbcAccess(url("postgres"), "postgres", superuserPassword);
    }
}
