package io.stakeout.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AnchorFileTest {

    private static final AuditKey KEY = new AuditKey(new byte[32]);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123Z");

    @TempDir
    Path directory;

    @Test
    void anchorsAreKeptAcrossProcessesInAFileThatOnlyItsOwnerReads() throws IOException {
        start().keep(anchor(1));
        AnchorFile next = start();
        next.keep(anchor(2));
        assertThat(next.read()).isEqualTo(new AnchorReading(List.of(anchor(1), anchor(2)), true, false));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void noFileIsNoAnchors() {
        assertThat(start().read()).returns(true, AnchorReading::whole).returns(true, AnchorReading::absent);
    }

    @Test
    void halfALineThatACrashLeftIsRemovedBeforeTheNextIsWritten() throws IOException {
        start().keep(anchor(1));
        Files.writeString(path(), "{\"number\":2,\"at", StandardOpenOption.APPEND);
        AnchorFile next = start();
        next.keep(anchor(2));
        assertThat(next.read()).returns(true, AnchorReading::whole);
        assertThat(next.read().genuine()).containsExactly(anchor(1), anchor(2));
    }

    @Test
    void theNewestAreKeptAndAPrunedFileIsWhole() throws IOException {
        AnchorFile file = start();
        for (int lines = 1; lines <= 25; lines++) {
            file.keep(anchor(lines));
        }
        assertThat(file.read().whole()).isTrue();
        assertThat(start().read()).returns(true, AnchorReading::whole);
        assertThat(file.read().genuine()).hasSizeBetween(10, 14).endsWith(anchor(25));
        assertThat(Files.list(path().getParent())).containsExactly(path());
        // fewer than are kept: somebody else removed them
        Files.write(path(), Files.readAllLines(path()).subList(3, 10));
        assertThat(start().read().whole()).isFalse();
    }

    @Test
    void whatCannotBeWrittenIsAnErrorAndComesAgain() throws IOException {
        Files.createDirectories(path());
        AnchorFile file = start();
        assertThatThrownBy(() -> file.keep(anchor(1))).hasMessageContaining("anchors.jsonl can't be written");
        Files.delete(path());
        file.keep(anchor(1));
        assertThat(file.read().genuine()).containsExactly(anchor(1));
    }

    @Test
    void bytesThatAreNoTextAreFoundAndDoNotStopIt() throws IOException {
        start().keep(anchor(1));
        Files.write(path(), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        AnchorFile next = start();
        next.keep(anchor(2));
        assertThat(next.read()).returns(false, AnchorReading::whole);
        assertThat(next.read().genuine()).containsExactly(anchor(1), anchor(2));
    }

    private AnchorFile start() {
        return new AnchorFile(path(), KEY, 10, 5);
    }

    private Path path() {
        return directory.resolve("audit/anchors.jsonl");
    }

    private static Anchor anchor(long lines) {
        return new Anchor(AT, lines, "%064x".formatted(lines));
    }
}
