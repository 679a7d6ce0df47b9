package io.stakeout.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import org.flywaydb.core.Flyway;

/** A database of a test's own with our tables in it, for what is done to a database behind the application's back. */
public final class OwnDatabase implements AutoCloseable {

    private static final String OWNER = "stakeout";

    private final SharedPostgres server = SharedPostgres.running();
    private final String name = "test_" + server.nextNumber();
    private final AgroalDataSource owner;

    /** An empty one. */
    public OwnDatabase() throws SQLException {
        superuser("create database " + name + " owner " + OWNER);
        owner = as(OWNER, server.password());
    }

    /** A copy of another one that nobody uses meanwhile: quicker than making the tables. */
    public OwnDatabase(OwnDatabase like) throws SQLException {
        like.owner.close();
        superuser("create database " + name + " owner " + OWNER + " template " + like.name);
        owner = as(OWNER, server.password());
    }

    /** Makes the tables as they were in this version of the schema, or {@code latest}. */
    public void migrate(String version) {
        Flyway.configure()
                .dataSource(server.url(name), OWNER, server.password())
                .target(version)
                .load()
                .migrate();
    }

    /** By which an application in a process of its own uses it. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", server.url(name),
                "QUARKUS_DATASOURCE_USERNAME", OWNER,
                "QUARKUS_DATASOURCE_PASSWORD", server.password());
    }

    /** Of the role that owns the tables. */
    public AgroalDataSource owner() {
        return owner;
    }

    /** Of any role; to be closed. */
    public AgroalDataSource as(String role, String password) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(server.url(name))
                                .principal(new NamePrincipal(role))
                                .credential(new SimplePassword(password)))));
    }

    /** As the owner; several statements are one transaction. */
    public void execute(String sql) throws SQLException {
        execute(owner, sql);
    }

    public static void execute(AgroalDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the superuser of the server, for roles and databases. */
    public void superuser(String sql) throws SQLException {
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
        superuser("drop database " + name + " with (force)");
    }
}
