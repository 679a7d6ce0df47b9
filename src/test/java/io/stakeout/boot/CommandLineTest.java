package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.drill.cast.Scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandLineTest {

    @TempDir
    Path directory;

    private CommandLine commandLine;

    @BeforeEach
    void aFile() throws IOException {
        Files.writeString(directory.resolve("a.json"), "{}");
        Files.writeString(directory.resolve("b, c.json"), "{}");
        commandLine = new CommandLine(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "serve, Serve[]",
        "--help, Help[]",
        "-h, Help[]",
        "drill --help, Help[]",
        "help, Help[]",
        "serve --help, Help[]",
        "replay --help, Help[]",
        "--version, Version[]",
        "'', Help[]",
    })
    void isUnderstood(String line, String command) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");

        assertThat(commandLine.parse(words)).hasToString(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frob | Unknown command 'frob'",
                "SERVE | Unknown command 'SERVE'",
                "serve now | takes no arguments, but got 'now'",
                "drill --fast | Unknown option '--fast' of drill",
                "drill now | takes options only, but got 'now'",
                "drill --scenario loud | takes one of quiet, noisy, fighting, flood, recorded, but got 'loud'",
                "drill --scenario | but got ''",
                "drill --speed max | a number above 0, but got 'max'",
                "drill --speed 0 | but got '0'",
                "drill --seed x | a whole number, but got 'x'",
                "replay | needs at least one file",
                "replay --speed 2 | needs at least one file",
                "replay none.json | does not exist or can't be read",
                "replay a.json --loud | Unknown option '--loud'",
                "replay a.json --speed | a number above 0 or max, but got ''",
                "replay a.json --speed 0 | but got '0'",
                "replay a.json --speed=-1 | but got '-1'",
                "replay a.json --speed fast | but got 'fast'",
                "replay a.json --speed 1e9 | but got '1e9'",
                "replay a.json --speed NaN | but got 'NaN'",
            })
    void isRefusedInOneSentenceWithExitCode2(String line, String sentence) {
        assertThatThrownBy(() -> commandLine.parse(line.split(" ")))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("\n");
    }

    @Test
    void drillTakesAScenarioASpeedAndASeed() {
        assertThat(commandLine.parse("drill"))
                .isEqualTo(new Command.Drill(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(commandLine.parse("drill", "--scenario", "noisy", "--speed=2.5", "--seed", "42"))
                .isEqualTo(new Command.Drill(Optional.of("noisy"), Optional.of("2.5"), Optional.of("42")));
    }

    @Test
    void everyLiveScenarioCanBeAskedFor() {
        assertThat(Arrays.stream(Scenario.values()).map(Scenario::id))
                .allSatisfy(id -> assertThat(commandLine.parse("drill", "--scenario", id))
                        .isEqualTo(new Command.Drill(Optional.of(id), Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({"a.json, 1", "a.json --speed 20, 20", "--speed=0.5 a.json, 0.5", "a.json --speed max, max"})
    void replayTakesASpeedAnywhere(String words, String speed) {
        Command command = commandLine.parse(("replay " + words).split(" "));

        assertThat(command).isEqualTo(new Command.Replay(List.of(directory.resolve("a.json")), speed));
    }

    @Test
    void filesAreRelativeToTheCallersDirectory() {
        Command command = commandLine.parse(
                "replay", "./b, c.json", directory.resolve("a.json").toString());

        assertThat(command)
                .isEqualTo(
                        new Command.Replay(List.of(directory.resolve("b, c.json"), directory.resolve("a.json")), "1"));
    }
}
