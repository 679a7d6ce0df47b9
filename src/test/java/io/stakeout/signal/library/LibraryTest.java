package io.stakeout.signal.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;
import io.stakeout.signal.playbook.History;
import io.stakeout.signal.playbook.Playbook;
import io.stakeout.signal.playbook.Ruling;
import io.stakeout.signal.playbook.Signals;
import io.stakeout.signal.yaml.Mistake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is in force: the playbooks that are shipped, and those of a directory, as long as all of them can be read. */
class LibraryTest {

    private static final String OWN = "name: own\nwhen: {threshold: {score: 1}}\nthen: {record: true}\npriority: %d\n";

    @TempDir
    Path directory;

    private Path playbooks;
    private Path teams;
    private Library library;

    private record Settings(Optional<Path> playbooks, Optional<Path> teams, String autoMaxLevel)
            implements SignalsConfig {}

    @BeforeEach
    void aDirectory() throws IOException {
        playbooks = Files.createDirectory(directory.resolve("playbooks"));
        teams = directory.resolve("teams.yaml");
        library = new Library(new Settings(Optional.empty(), Optional.empty(), "L2"), Optional.of(directory));
    }

    @Test
    void everythingThatIsShippedIsReadAndNothingOfItActsAlone() throws IOException {
        try (Stream<Path> shipped = Files.list(Path.of("src/main/resources/io/stakeout/signal/playbooks"))) {
            assertThat(shipped.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PlaybookFiles.SHIPPED);
        }
        assertThat(library.playbooks().all())
                .hasSameSizeAs(PlaybookFiles.SHIPPED)
                .allSatisfy(one -> assertThat(one.file()).isEqualTo(one.name() + ".yaml"))
                .allSatisfy(one -> assertThat(one.shipped()).isTrue())
                .allSatisfy(one -> assertThat(one.then().auto()).isEmpty());
    }

    @Test
    void theShippedOnesDecideAsTheyArePromised() {
        Signals duty = Signals.guardDuty();
        Signals health = duty.of("aws.health", "AWS Health Event", "AWS_RISK_CREDENTIALS_EXPOSED")
                .scored(95);
        String exposed = "{\"source\":\"aws.health\",\"detail\":{\"eventTypeCode\":\"AWS_RISK_CREDENTIALS_EXPOSED\"}}";
        String advisor = "{\"source\":\"aws.trustedadvisor\",\"detail\":{\"check-name\":\"Exposed Access Keys\","
                + "\"status\":\"ERROR\"}}";

        assertThat(decides(Signals.risk().scored(70))).isEqualTo("risk-score opens");
        assertThat(decides(Signals.risk().scored(69))).isEqualTo("recorded");
        assertThat(decides(Signals.risk().scored(0))).isEqualTo("recorded");
        assertThat(decides(Signals.risk().on())).isEqualTo("recorded");
        assertThat(decides(duty.scored(40))).isEqualTo("finding opens");
        assertThat(decides(duty.scored(39))).isEqualTo("recorded");
        assertThat(decides(duty.on())).isEqualTo("recorded");
        assertThat(decides(duty.active(false))).isEqualTo("recorded");
        assertThat(decides(duty.of("aws.securityhub", "Findings Imported V2", "x")))
                .isEqualTo("finding opens");
        assertThat(decides(duty.of("aws.macie", "Macie Finding", "x"))).isEqualTo("recorded");
        assertThat(decides(duty.sampled(true))).isEqualTo("sample");
        assertThat(decides(duty.sampled(true).startingWatch())).isEqualTo("start-watch opens");
        assertThat(decides(duty.scored(0).active(false).startingWatch())).isEqualTo("start-watch opens");
        assertThat(decides(exposed, health)).isEqualTo("exposed-key opens");
        assertThat(decides(exposed, health.sampled(true))).isEqualTo("sample");
        assertThat(decides(advisor, health)).isEqualTo("exposed-key opens");
        assertThat(decides(advisor.replace("ERROR", "OK"), health)).isEqualTo("recorded");
    }

    @Test
    void aFileOfTheSameNameTakesThePlaceOfAShippedOne() throws IOException {
        write("mine.yaml", OWN.formatted(5).replace("name: own", "name: finding"));

        library.look();

        assertThat(library.playbooks().all()).hasSameSizeAs(PlaybookFiles.SHIPPED);
        assertThat(priorityOf("finding")).isEqualTo(5);
        assertThat(library.problems()).isEmpty();
    }

    @Test
    void aMistakeLeavesTheLastGoodSetAsAWholeUntilItIsMended() throws IOException {
        write("own.yaml", OWN.formatted(5));
        library.look();
        write("own.yaml", OWN.formatted(77));
        write("broken.yaml", "name: broken\nwhen: {treshold: {score: 1}}\n");
        write("note.txt", "hello");
        library.look();

        assertThat(priorityOf("own")).as("what is in force").isEqualTo(5);
        assertThat(library.problems())
                .extracting(Mistake::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("broken.yaml:2: there is no member 'treshold' here;"
                                        + " known are pattern, threshold"),
                        second ->
                                assertThat(second).isEqualTo("note.txt: the name of a playbook's file ends in .yaml"));

        Files.delete(playbooks.resolve("broken.yaml"));
        Files.delete(playbooks.resolve("note.txt"));
        library.look();
        assertThat(priorityOf("own")).isEqualTo(77);
        assertThat(library.problems()).isEmpty();

        Files.delete(playbooks.resolve("own.yaml"));
        library.look();
        assertThat(library.playbooks().all()).noneMatch(one -> one.name().equals("own"));
    }

    @Test
    void aChangeOfTheSameSizeIsSeenByItsTime() throws IOException {
        write("own.yaml", OWN.formatted(5));
        library.look();
        write("own.yaml", OWN.formatted(6));
        Files.setLastModifiedTime(playbooks.resolve("own.yaml"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        library.look();

        assertThat(priorityOf("own")).isEqualTo(6);
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws IOException {
        write("a.yaml", OWN.formatted(1));
        write("b.yaml", OWN.formatted(2));
        library.look();

        assertThat(library.problems()).containsExactly(new Mistake("b.yaml", 0, "'own' is also the name in a.yaml"));
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        for (int i = 0; i <= 200; i++) {
            write("f" + i + ".yaml", OWN.formatted(1).replace("own", "own-" + i));
        }
        library.look();

        assertThat(library.problems())
                .containsExactly(new Mistake("playbooks", 0, "there are more than 200 files in it"));
        assertThat(library.playbooks().all()).hasSameSizeAs(PlaybookFiles.SHIPPED);
    }

    @Test
    void whatIsSetHasToBeThere() {
        Settings set =
                new Settings(Optional.of(directory.resolve("gone")), Optional.of(directory.resolve("none.yaml")), "L2");
        Library other = new Library(set, Optional.of(directory));
        other.look();

        assertThat(other.problems())
                .containsExactly(
                        new Mistake("gone", 0, "there is no such file or directory"),
                        new Mistake("none.yaml", 0, "there is no such file or directory"));
        assertThat(other.playbooks().all()).hasSameSizeAs(PlaybookFiles.SHIPPED);
    }

    @Test
    void aDirectoryThatWentAndIsBackAsItWasIsNoProblemAnyMore() throws IOException {
        write("own.yaml", OWN.formatted(5));
        Library other =
                new Library(new Settings(Optional.of(playbooks), Optional.empty(), "L2"), Optional.of(directory));
        other.look();
        Path away = Files.move(playbooks, directory.resolve("away"));
        other.look();
        assertThat(other.problems()).hasSize(1);
        assertThat(other.playbooks().all())
                .as("what was in force")
                .anyMatch(one -> one.name().equals("own"));
        Files.move(away, playbooks);
        other.look();

        assertThat(other.problems()).isEmpty();
        assertThat(other.playbooks().all()).anyMatch(one -> one.name().equals("own"));
    }

    @Test
    void teamsAreReadLikewise() throws IOException {
        Files.writeString(teams, "teams: [{name: secops, security: true}]\n");
        library.look();
        Files.writeString(teams, "teams:\n  - {name: secops}\n");
        library.look();

        assertThat(library.teams().all()).extracting(team -> team.security()).containsExactly(true);
        assertThat(library.problems()).extracting(Mistake::line).containsExactly(2);
    }

    @Test
    void aLevelThatMayNeverActAloneStopsTheStart() {
        for (String level : new String[] {"L4", "L5", "l2", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Library(
                            new Settings(Optional.empty(), Optional.empty(), level), Optional.of(directory)));
        }
    }

    private String decides(Signals signal) {
        return decides("{\"source\":\"" + signal.source() + "\"}", signal);
    }

    private String decides(String event, Signals signals) {
        Signal signal = signals.signal();
        Ruling ruling = library.playbooks()
                .judge(event.getBytes(StandardCharsets.UTF_8), signal, Trust.SIGNED, History.NONE, Instant.EPOCH);
        return ruling.fired().orElseThrow().name() + (ruling.opens() ? " opens" : "");
    }

    private int priorityOf(String name) {
        return library.playbooks().all().stream()
                .filter(one -> one.name().equals(name))
                .mapToInt(Playbook::priority)
                .findFirst()
                .orElseThrow();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(playbooks.resolve(name), content);
    }
}
