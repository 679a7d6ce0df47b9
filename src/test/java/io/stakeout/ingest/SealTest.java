package io.stakeout.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.KeyUnusable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealTest {

    private static final byte[] PLAIN = "what could not be read".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void whatIsSealedOpensWithTheSameKeyAlsoAfterARestart() {
        Path key = directory.resolve("keys/quarantine.key");
        byte[] sealed = Seal.withKeyIn(key).seal(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("could not");
        assertThat(Seal.withKeyIn(key).open(sealed)).isEqualTo(PLAIN);
    }

    @Test
    void anotherKeyIsToldApartAndTheMessageSaysWhatToDo() {
        byte[] sealed = Seal.withKeyIn(directory.resolve("one.key")).seal(PLAIN);
        Seal other = Seal.withKeyIn(directory.resolve("other.key"));
        assertThatThrownBy(() -> other.open(sealed))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("restore that one from your backup");
    }

    @Test
    void aFileThatHoldsNoKeyIsNamedAndNeverOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("quarantine.key"), "!! not base64 !!");
        assertThatThrownBy(() -> Seal.withKeyIn(file))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore it from your backup");
        assertThat(file).hasContent("!! not base64 !!");
    }

    @Test
    void whatCannotBeReadAsAFileIsNamed() throws IOException {
        Path file = Files.createDirectory(directory.resolve("quarantine.key"));
        assertThatThrownBy(() -> Seal.withKeyIn(file))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining(file + " can't be read or made");
    }
}
