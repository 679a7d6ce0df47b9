package io.stakeout.signal.playbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of playbooks and teams that tests read; a bad one says in its first line what is wrong where. */
public final class Tables {

    private static final Path DIRECTORY = Path.of("src/test/resources/io/stakeout/signal/playbook");
    private static final String EXPECT = "# expect ";

    private Tables() {}

    public static List<Path> files(String kind) {
        try (Stream<Path> list = Files.list(DIRECTORY.resolve(kind))) {
            return list.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 12: reason}, the beginning of what is expected. */
    public static String expected(Path file) {
        String first = new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        if (!first.startsWith(EXPECT)) {
            throw new AssertionError(file + " doesn't say what is expected");
        }
        return first.substring(EXPECT.length());
    }
}
