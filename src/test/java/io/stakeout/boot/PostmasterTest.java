package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PostmasterTest {

    @TempDir
    Path data;

    @Test
    void isReadFromItsFile() {
        assertThat(Postmaster.parse(List.of("4711", data.toString(), "1790000000", "5999", "", "127.0.0.1"), data))
                .contains(new Postmaster(4711, 5999));
    }

    @Test
    void ofAnotherDirectoryIsNotOurs() {
        assertThat(Postmaster.parse(List.of("4711", "/", "1790000000", "5999"), data))
                .isEmpty();
    }

    @Test
    void aTornFileTellsNothing() {
        assertThat(Postmaster.parse(List.of(), data)).isEmpty();
        assertThat(Postmaster.parse(List.of("4711", data.toString()), data)).isEmpty();
        assertThat(Postmaster.parse(List.of("47x", data.toString(), "1", "5999"), data))
                .isEmpty();
    }

    @Test
    void aProcessIdThatBelongsToAnotherProgramByNowIsNoServer() throws IOException {
        long ourselves = ProcessHandle.current().pid();
        Files.write(data.resolve(Postmaster.FILE), List.of("" + ourselves, data.toString(), "1", "5999"));

        assertThat(Postmaster.runningOn(data)).isEmpty();
    }

    @Test
    void withoutAFileNothingRuns() throws IOException {
        assertThat(Postmaster.runningOn(data)).isEmpty();
    }
}
