package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedDatabaseTest {

    private static final Path PROGRAMS = Path.of("target/test-postgres").toAbsolutePath();

    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(directory.resolve("postgres"), PROGRAMS, line -> {});
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "max_connections, 40",
        "password_encryption, scram-sha-256",
        "data_checksums, on",
    })
    void isDurableAndPrivate(String setting, String value) throws SQLException {
        assertThat(ask(database.superuser("postgres"), "show " + setting)).isEqualTo(value);
    }

    @Test
    void noLineOfTheAccessFileTrustsAnybody() throws SQLException {
        assertThat(ask(
                        database.superuser("postgres"),
                        "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "postgres", "wrong"})
    void aMissingOrWrongPasswordIsRefused(String password) {
        for (JdbcAccess right : List.of(database.application(), database.superuser("postgres"))) {
            assertThatThrownBy(() -> new JdbcAccess(right.url(), right.user(), password).connect())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theApplicationIsNoSuperuserAndOwnsItsDatabase() throws SQLException {
        JdbcAccess application = database.application();

        assertThat(ask(
                        application,
                        "select rolsuper or rolcreaterole or rolcreatedb or rolreplication"
                                + " from pg_roles where rolname = current_user"))
                .isEqualTo("f");
        assertThat(ask(application, "select pg_get_userbyid(datdba) from pg_database where datname = 'stakeout'"))
                .isEqualTo("stakeout");
    }

    @Test
    void theTwoPasswordsDifferAndAreNotPrinted() {
        JdbcAccess application = database.application();

        assertThat(application.password())
                .hasSizeGreaterThan(40)
                .isNotEqualTo(database.superuser("postgres").password());
        assertThat(application.toString()).doesNotContain(application.password());
    }

    @Test
    void nothingThatMattersIsOpenToOtherAccounts() throws IOException {
        Path home = directory.resolve("postgres");

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("superuser.password"))).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("stakeout.password"))).isEqualTo("rw-------");
    }

    @Test
    void textSortsAndFoldsTheSameOnEveryMachine() throws SQLException {
        assertThat(ask(database.application(), "select lower('ÄÖ') || (case when 'B' < 'a' then 'bytes' end)"))
                .isEqualTo("äöbytes");
    }

    @Test
    void theMajorVersionIsTheOneThatIsChecked() throws SQLException {
        assertThat(ask(database.application(), "show server_version")).startsWith(PostgresVersion.MAJOR + ".");
    }

    @Test
    void anotherMajorVersionIsRefusedWithInstructionsAndLeftAsItIs() throws IOException {
        Path home = Files.createDirectories(directory.resolve("old"));
        Path version = Files.createDirectory(home.resolve("data")).resolve("PG_VERSION");
        Files.writeString(version, "16\n");

        assertThatThrownBy(() -> EmbeddedDatabase.start(home, line -> {}))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("made by PostgreSQL 16")
                .hasMessageContaining("brings PostgreSQL " + PostgresVersion.MAJOR)
                .hasMessageContaining("pg_dump")
                .hasMessageContaining("nothing was changed");
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("data"));
        }
    }

    @Test
    void dataSurvivesRestartsAndAHalfMadeDatabaseIsMadeAnew() throws IOException, SQLException {
        Path home = directory.resolve("half");
        OwnerOnly.directory(home);
        new PostgresHome(home).beginMaking();
        Files.createDirectory(home.resolve("data"));
        Files.writeString(home.resolve("data/torn"), "half");
        List<String> told = new ArrayList<>();

        try (EmbeddedDatabase first = EmbeddedDatabase.start(home, PROGRAMS, told::add)) {
            execute(first.application(), "create table kept as select 42 as answer");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(home, PROGRAMS, told::add)) {
            assertThat(ask(second.application(), "select answer from kept")).isEqualTo("42");
        }
        assertThat(told).first().asString().contains("making it anew");
        assertThat(home.resolve("data/torn")).doesNotExist();
        assertThat(Postmaster.runningOn(home.resolve("data"))).isEmpty();
    }

    @Test
    void foreignFilesInThePlaceOfTheDataAreNotTouched() throws IOException {
        Path home = directory.resolve("foreign");
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/letter.txt"), "dear");

        assertThatThrownBy(() -> EmbeddedDatabase.start(home, line -> {}))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("can't be started");
        assertThat(home.resolve("data/letter.txt")).hasContent("dear");
    }

    private static String ask(JdbcAccess access, String query) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(JdbcAccess access, String statementText) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statementText);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
