package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DirectoryLockTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    @Test
    void aSecondStartIsToldWhoHoldsIt() throws IOException {
        try (DirectoryLock held = DirectoryLock.take(directory, CLOCK)) {
            DirectoryLock.announce(directory, "http://127.0.0.1:1234");

            assertThatThrownBy(() -> DirectoryLock.take(directory, CLOCK))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by process "
                            + ProcessHandle.current().pid()
                            + " since 2026-01-02T03:04:05Z, at http://127.0.0.1:1234");
            assertThat(held).isNotNull();
        }
    }

    @Test
    void aRefusedStartDoesNotReleaseTheLock() throws IOException {
        try (DirectoryLock held = DirectoryLock.take(directory, CLOCK)) {
            assertThatThrownBy(() -> DirectoryLock.take(directory, CLOCK)).hasMessageContaining("still starting");
            assertThatThrownBy(() -> DirectoryLock.take(directory, CLOCK)).hasMessageContaining("still starting");
            assertThat(held).isNotNull();
        }
    }

    @Test
    void isFreeAgainWhenClosed() throws IOException {
        DirectoryLock.take(directory, CLOCK).close();

        DirectoryLock.take(directory, CLOCK).close();
    }

    @Test
    void filesThatADeadProcessLeftAreNoLock() throws IOException {
        Files.createFile(directory.resolve(DirectoryLock.FILE));
        Files.writeString(directory.resolve("stakeout.run"), "pid=1\nsince=2020-01-01T00:00:00Z\n");

        DirectoryLock.take(directory, CLOCK).close();

        assertThat(directory.resolve("stakeout.run")).doesNotExist();
    }
}
