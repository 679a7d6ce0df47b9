package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {

    @TempDir
    Path temp;

    private Path base;

    @BeforeEach
    void name() {
        base = temp.resolve("new/stakeout");
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        Path made = prepare(Mode.SERVE, base);

        assertThat(made).isEqualTo(base);
        assertThat(permissions(made)).isEqualTo("rwx------");
    }

    @Test
    void rehearsalsLiveInMarkedSubdirectories() throws IOException {
        assertThat(prepare(Mode.DRILL, base)).isEqualTo(base.resolve("drill"));
        assertThat(prepare(Mode.REPLAY, base)).isEqualTo(base.resolve("replay"));

        assertThat(base.resolve("drill/STAKEOUT-DRILL")).exists();
        assertThat(base.resolve("replay/STAKEOUT-REPLAY")).exists();
        assertThat(permissions(base.resolve("drill"))).isEqualTo("rwx------");
    }

    @Test
    void aRehearsalFindsItsDirectoryAgain() {
        prepare(Mode.DRILL, base);

        assertThat(prepare(Mode.DRILL, base)).isEqualTo(base.resolve("drill"));
    }

    @Test
    void servingRefusesADrillsDirectoryAndWhatLiesInIt() throws IOException {
        Path drill = prepare(Mode.DRILL, base);
        Path link = Files.createSymbolicLink(temp.resolve("link"), drill);

        for (Path refused : new Path[] {drill, drill.resolve("sub/sub"), link, base.resolve("x/../drill")}) {
            assertThatThrownBy(() -> prepare(Mode.SERVE, refused))
                    .hasMessageContaining("lies in the directory of a drill")
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(drill.resolve("sub")).doesNotExist();
    }

    @Test
    void servingRefusesAReplaysDirectory() {
        Path replay = prepare(Mode.REPLAY, base);

        assertThatThrownBy(() -> prepare(Mode.SERVE, replay)).hasMessageContaining("directory of a replay");
    }

    @Test
    void servingBesideADrillIsFine() {
        prepare(Mode.DRILL, base);

        assertThat(prepare(Mode.SERVE, base)).isEqualTo(base);
    }

    @Test
    void aDrillRefusesADirectoryWithProductionsData() throws IOException {
        Path production = prepare(Mode.SERVE, base.resolve("drill"));
        Files.createDirectory(production.resolve("postgres"));

        assertThatThrownBy(() -> prepare(Mode.DRILL, base)).hasMessageContaining("it may be production's");
        assertThat(production.resolve("STAKEOUT-DRILL")).doesNotExist();
    }

    @Test
    void anEmptyDirectoryThatOthersMayOpenIsClosed() throws IOException {
        Files.createDirectories(base);
        open(base);

        prepare(Mode.SERVE, base);

        assertThat(permissions(base)).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryOfOursThatOthersMayOpenIsClosed() throws IOException {
        prepare(Mode.SERVE, base);
        Files.createFile(base.resolve(DirectoryLock.FILE));
        open(base);

        prepare(Mode.SERVE, base);

        assertThat(permissions(base)).isEqualTo("rwx------");
    }

    @Test
    void aSharedDirectoryWithOtherFilesIsRefusedAndLeftAsItIs() throws IOException {
        Files.createDirectories(base);
        Files.createFile(base.resolve("somebody's"));
        open(base);

        assertThatThrownBy(() -> prepare(Mode.SERVE, base)).hasMessageContaining("can be opened by other accounts");
        assertThat(permissions(base)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFileInItsPlaceIsRefusedInOneSentence() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> prepare(Mode.SERVE, file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("set STAKEOUT_DATA_DIR");
    }

    private static Path prepare(Mode mode, Path directory) {
        Environment environment = new Environment(Map.of(), Map.of("STAKEOUT_DATA_DIR", directory.toString()));
        return DataDirectory.prepare(mode, environment).path();
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
