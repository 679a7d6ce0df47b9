package io.stakeout.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.agroal.api.AgroalDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Actor;
import io.stakeout.testing.OwnDatabase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The set-up with two roles that docs/operations.md describes, as it is written there. */
class AuditPrivilegesTest {

    private static final Pattern GRANTS = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    private OwnDatabase database;

    @BeforeEach
    void begin() throws SQLException {
        database = new OwnDatabase();
    }

    @AfterEach
    void end() throws SQLException {
        database.close();
        database.superuser("drop role if exists stakeout_app");
    }

    @Test
    void aRoleThatOwnsNothingAppendsAndReadsButChangesNothing() throws Exception {
        database.superuser("create role stakeout_app login password 'for-this-test'");
        database.execute(documentedGrants());
        database.migrate("latest");
        try (AgroalDataSource app = database.as("stakeout_app", "for-this-test")) {
            AuditTable table = new AuditTable(app);
            new ChainedAuditLog(table, new AuditKey(new byte[32]), Clock.systemUTC())
                    .append(Actor.STAKEOUT, "did", "thing", Map.of());
            assertThat(table.head()).isPresent();
            for (String edit : List.of(
                    "update audit set actor = 'nobody'",
                    "delete from audit",
                    "truncate audit",
                    "alter table audit disable trigger user",
                    "drop table audit")) {
                assertThatThrownBy(() -> OwnDatabase.execute(app, edit))
                        .as(edit)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
            }
            assertThat(changes(app, "incident")).isTrue();
            assertThat(changes(app, "audit")).isFalse();
            // nothing else was changed
            assertThat(table.after(0, 10)).hasSize(1);
        }
    }

    private static String documentedGrants() throws Exception {
        String page = readString(java.nio.file.Path.of("docs/operations.md"), UTF_8);
        Matcher grants = GRANTS.matcher(page);
        assertThat(grants.find()).as("the page has the statements").isTrue();
        return grants.group(1);
    }

    private static boolean changes(AgroalDataSource app, String table) throws SQLException {
        try (Connection connection = app.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select has_table_privilege('" + table + "', 'UPDATE, DELETE')")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
