package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "drill, Drill[]",
        "--help, Help[]",
        "-h, Help[]",
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
                "drill --fast | takes no arguments, but got '--fast'",
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
