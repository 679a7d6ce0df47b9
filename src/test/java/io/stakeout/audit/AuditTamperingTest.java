package io.stakeout.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Actor;
import io.stakeout.testing.OwnDatabase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What somebody who owns the tables, but has neither the key nor the anchors, can't do unseen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTamperingTest {

    private static final AuditKey KEY = new AuditKey("the key".getBytes(UTF_8));
    private static final AuditKey OTHER = new AuditKey("mallory's".getBytes(UTF_8));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.123456Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final OwnDatabase schema = new OwnDatabase();
    private OwnDatabase database;
    private AuditTable table;
    private AnchorFile anchors;
    private AnchorWriter writer;

    AuditTamperingTest() throws SQLException {}

    @BeforeAll
    void makeTables() {
        schema.migrate("latest");
    }

    @AfterAll
    void removeTables() throws SQLException {
        schema.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        use(new OwnDatabase(schema));
    }

    private void use(OwnDatabase database) {
        this.database = database;
        table = new AuditTable(database.owner());
        anchors = anchors(100_000);
        writer = new AnchorWriter(table, List.of(anchors), CLOCK);
    }

    @AfterEach
    void end() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/io/stakeout/audit/tampering.tsv",
            delimiter = '\t',
            quoteCharacter = '\u0001',
            nullValues = "-")
    void whatIsDoneToTheTableIsFound(
            String what, String sql, String flaw, Long brokenAt, long lines, Long lastGood, Long contradicted)
            throws SQLException {
        tenLines();
        tamper(sql);
        assertThat(verify()).as(what).isEqualTo(new Found(flaw, brokenAt, lines, lastGood, contradicted));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"6, 6, 5, 4, 8", "1, 1, 0, -, 4", "10, 10, 9, 8, 10"})
    void linesThatAreChainedAnewWithAnotherKeyAreFound(
            long from, long brokenAt, long lines, Long lastGood, long contradicted) throws SQLException {
        tenLines();
        rechain(from, AuditLine.KEYED, OTHER);
        String flaw = from == 10 ? "changed" : "other-key";
        assertThat(verify()).isEqualTo(new Found(flaw, brokenAt, lines, lastGood, contradicted));
    }

    @Test
    void linesThatAreChainedAnewWithoutAKeyAreFound() throws SQLException {
        tenLines();
        rechain(6, AuditLine.PLAIN, OTHER);
        assertThat(verify()).isEqualTo(new Found("downgraded", 6L, 5, 4L, 8L));
    }

    @Test
    void aWholeChainWithoutAKeyIsFoundAlsoAfterStakeoutHasGoneOnWithIt() throws SQLException {
        tenLines();
        rechain(1, AuditLine.PLAIN, OTHER);
        assertThat(verify()).isEqualTo(new Found("downgraded", null, 10, null, 4L));
        append(KEY, 1);
        assertThat(verify()).isEqualTo(new Found("tail-cut", null, 12, null, 4L));
    }

    @Test
    void aTailThatWasCutIsFoundAlsoAfterStakeoutHasWrittenNewLinesInItsPlace() throws SQLException {
        tenLines();
        tamper("delete from audit where id > 6");
        append(KEY, 7);
        writer.write();
        assertThat(verify()).isEqualTo(new Found("tail-cut", null, 13, 4L, 8L));
    }

    @Test
    void aTailThatNoAnchorKnowsCanBeCutUnseen() throws SQLException {
        tenLines();
        append(KEY, 3);
        tamper("delete from audit where id > 10");
        assertThat(verify()).isEqualTo(new Found(null, null, 10, 10L, null));
    }

    @Test
    void theKeyOfAnotherNodeIsNamedWithTheLineFromWhichOnItWasUsed() throws SQLException {
        tenLines();
        append(OTHER, 3);
        assertThat(verify()).isEqualTo(new Found("other-key", 11L, 10, 10L, null));
        assertThat(new AuditTrail(table, OTHER, anchors, hidesNothing()).verify())
                .returns(Optional.of(Flaw.OTHER_KEY), AuditTrail.Verdict::flaw)
                .returns(Optional.of(1L), AuditTrail.Verdict::brokenAt);
    }

    @Test
    void linesFromBeforeThereWasAKeyStayAndCannotBeChangedAnyMore() throws SQLException {
        database.close();
        use(new OwnDatabase());
        database.migrate("7");
        for (int id = 1; id <= 3; id++) {
            insertPlain(id);
        }
        database.migrate("latest");
        assertThat(verify().flaw()).isEqualTo("downgraded");
        append(KEY, 2);
        writer.write();
        assertThat(verify()).isEqualTo(new Found(null, null, 6, 6L, null));
        assertThat(table.after(3, 1))
                .extracting(
                        stored -> stored.line().action(),
                        stored -> stored.line().details())
                .containsExactly(tuple("audit.keyed", "{\"linesBefore\":3}"));
        tamper("update audit set actor = 'mallory' where id = 2");
        rechain(2, 3, AuditLine.PLAIN, OTHER);
        assertThat(verify()).isEqualTo(new Found("changed", 4L, 3, null, 6L));
    }

    @ParameterizedTest
    @CsvSource({
        "a changed number of lines, '\"lines\":8', '\"lines\":6'",
        "a changed time, '2026', '2025'",
        "a removed line, '(?m)^.*\"lines\":8.*\\n', ''",
        "a removed beginning, '^.*\\n', ''",
        "a removed end, '.*\\n$', ''",
        "text that is no anchor, '$', 'nothing\\n'"
    })
    void aChangedFileOfAnchorsIsFound(String what, String pattern, String replacement) throws Exception {
        tenLines();
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceFirst(pattern, replacement.replace("\\n", "\n")));
        assertThat(verify().flaw()).as(what).isEqualTo("anchors-edited");
        assertThat(verify().lines()).isEqualTo(10);
    }

    @Test
    void anchorsThatAreMadeWithoutTheKeyDoNotCount() throws Exception {
        tenLines();
        Files.delete(file());
        tamper("delete from audit where id > 6");
        AuditTable.Stored head = table.head().orElseThrow();
        new AnchorFile(file(), OTHER, 10, 10).keep(new Anchor(CLOCK.instant(), 6, head.hash()));
        assertThat(verify()).isEqualTo(new Found("anchors-edited", null, 6, null, null));
    }

    @Test
    void aMissingFileOfAnchorsIsFoundByTheProcessThatWroteItAndByTheNext() throws Exception {
        tenLines();
        Files.delete(file());
        assertThat(verify().flaw()).isEqualTo("anchors-missing");
        AnchorFile afterRestart = anchors(100_000);
        assertThat(new AuditTrail(table, KEY, afterRestart, hidesNothing())
                        .verify()
                        .flaw())
                .contains(Flaw.ANCHORS_MISSING);
        append(KEY, 1);
        writer.write();
        assertThat(verify().flaw()).isEqualTo("anchors-edited");
    }

    private record Found(String flaw, Long brokenAt, long lines, Long lastGood, Long contradicted) {}

    private Found verify() {
        AuditTrail.Verdict verdict = new AuditTrail(table, KEY, anchors, hidesNothing()).verify();
        assertThat(verdict.ok()).isEqualTo(verdict.flaw().isEmpty());
        return new Found(
                verdict.flaw().map(Flaw::id).orElse(null),
                verdict.brokenAt().orElse(null),
                verdict.lines(),
                verdict.lastGoodAnchor().map(Anchor::lines).orElse(null),
                verdict.contradicted().map(Anchor::lines).orElse(null));
    }

    private static Visibility hidesNothing() {
        return (actor, subjects) -> Set.of();
    }

    private Path file() {
        return directory.resolve("audit/anchors.jsonl");
    }

    private AnchorFile anchors(int kept) {
        return new AnchorFile(file(), KEY, kept, 10);
    }

    private void tenLines() {
        append(KEY, 4);
        writer.write();
        append(KEY, 4);
        writer.write();
        append(KEY, 2);
        writer.write();
    }

    private void append(AuditKey key, int lines) {
        ChainedAuditLog log = new ChainedAuditLog(table, key, Clock.offset(CLOCK, Duration.ofSeconds(1)));
        for (int i = 0; i < lines; i++) {
            log.append(Actor.STAKEOUT, "did", "thing:" + i, Map.of("n", i));
        }
    }

    /** An owner can give back to itself what the migration took, and switch triggers off. */
    private void tamper(String sql) throws SQLException {
        database.execute("grant update, delete on audit to stakeout; alter table audit disable trigger user; " + sql);
    }

    private void rechain(long from, int version, AuditKey key) throws SQLException {
        rechain(from, 10, version, key);
    }

    private void rechain(long from, long to, int version, AuditKey key) throws SQLException {
        String head =
                from == 1 ? AuditLine.GENESIS : table.after(from - 2, 1).get(0).hash();
        for (AuditTable.Stored stored : table.after(from - 1, (int) (to - from + 1))) {
            AuditLine l = stored.line();
            AuditLine forged = new AuditLine(
                    version, l.id(), l.at(), l.actor(), l.role(), l.action(), l.subject(), l.details(), head);
            String hash = forged.hash(key);
            tamper("update audit set version = %d, prev_hash = '%s', hash = '%s' where id = %d"
                    .formatted(version, head, hash, l.id()));
            head = hash;
        }
    }

    /** As a release without a key wrote it. */
    private void insertPlain(long id) throws SQLException {
        String head = AuditLine.GENESIS;
        AuditLine line = null;
        for (long i = 1; i <= id; i++) {
            line = new AuditLine(AuditLine.PLAIN, i, CLOCK.instant(), "alice", "admin", "did", "thing:1", "{}", head);
            head = line.hash(KEY);
        }
        database.execute("insert into audit values (%d, '%s', '%s', '%s', '%s', '%s', '%s', '%s', '%s')"
                .formatted(
                        id,
                        line.at(),
                        line.actor(),
                        line.role(),
                        line.action(),
                        line.subject(),
                        line.details(),
                        line.prevHash(),
                        head));
    }
}
