package io.stakeout.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres
class CensusLedgerTest {

    private static final long NOW = Instant.now().getEpochSecond() / 3_600;

    @Inject
    CensusLedger ledger;

    @Inject
    Census census;

    @Inject
    ContextUsage usage;

    @Inject
    AgroalDataSource database;

    @Test
    void aPrincipalIsWrittenOnceAndUseIsAddedUp() throws SQLException {
        census.add(new Census.Active("111122223333", NOW, "arn:once", Census.Kind.USER));
        usage.restore(List.of(new ContextUsage.Used("key-once", NOW, ContextUsage.Kind.CALL, "", 2)));
        ledger.flush();
        census.add(new Census.Active("111122223333", NOW, "arn:once", Census.Kind.USER));
        usage.restore(List.of(new ContextUsage.Used("key-once", NOW, ContextUsage.Kind.CALL, "", 3)));
        ledger.flush();
        assertThat(number("select count(*) from principal_census where principal = 'arn:once'"))
                .isEqualTo(1);
        assertThat(number("select calls from principal_usage where identifier = 'key-once'"))
                .isEqualTo(5);
    }

    @Test
    void aDatabaseThatRefusesCostsNothingButTime() throws SQLException {
        sql("alter table principal_usage rename to elsewhere");
        try {
            census.add(new Census.Active("111122223333", NOW, "arn:later", Census.Kind.ROLE));
            usage.restore(List.of(new ContextUsage.Used("key-later", NOW, ContextUsage.Kind.CALL, "", 2)));
            ledger.flush();
        } finally {
            sql("alter table elsewhere rename to principal_usage");
        }
        ledger.flush();
        assertThat(number("select count(*) from principal_census where principal = 'arn:later'"))
                .isEqualTo(1);
        assertThat(number("select calls from principal_usage where identifier = 'key-later'"))
                .isEqualTo(2);
    }

    @Test
    void sevenDaysAreKept() throws SQLException {
        census.add(new Census.Active("111122223333", NOW - 8 * 24, "arn:aged", Census.Kind.USER));
        census.add(new Census.Active("111122223333", NOW - 6 * 24, "arn:young", Census.Kind.USER));
        ledger.flush();
        ledger.prune();
        assertThat(number("select count(*) from principal_census where principal = 'arn:aged'"))
                .isZero();
        assertThat(number("select count(*) from principal_census where principal = 'arn:young'"))
                .isEqualTo(1);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
