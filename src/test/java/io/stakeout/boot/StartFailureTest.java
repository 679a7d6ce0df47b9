package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.stakeout.KeyFile;
import io.stakeout.KeyUnusable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StartFailureTest {

    @TempDir
    Path directory;

    @Test
    void aKeyThatHoldsNoneIsToldWithItsFileAndWhatToDo() throws IOException {
        Path file = Files.writeString(directory.resolve("audit.key"), "no key");
        KeyUnusable unusable = catchThrowableOfType(
                KeyUnusable.class, () -> new KeyFile(file, "lose the proof of every line until now").key());

        String sentence =
                StartFailure.explain(new IllegalStateException("a bean", unusable), new HttpAddress("127.0.0.1", 8080));

        assertThat(sentence)
                .startsWith("Stakeout could not start: the key in " + file)
                .endsWith("restore it from your backup, or remove it and lose the proof of every line until now.");
    }
}
