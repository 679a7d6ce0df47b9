package io.stakeout.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * One embedded PostgreSQL for all tests of a virtual machine, started by the code that production uses; a fresh database
 * and data directory for each start of the application.
 */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        SharedPostgres server = SharedPostgres.running();
        String database = "test_" + server.nextNumber();
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database + " owner stakeout");
            Path dataDir = Files.createDirectory(server.directory().resolve(database));
            return Map.of(
                    "quarkus.datasource.jdbc.url", server.url(database),
                    "quarkus.datasource.username", "stakeout",
                    "quarkus.datasource.password", server.password(),
                    "stakeout.mode", "serve",
                    "stakeout.data-dir", dataDir.toString());
        } catch (Exception e) {
            throw new IllegalStateException("no test database " + database, e);
        }
    }

    /** Nothing: the next application start of this virtual machine uses the same server. */
    @Override
    public void stop() {}
}
