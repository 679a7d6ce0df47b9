package io.stakeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which this node holds what it shares with others: random, made once per data directory. A node that comes
 * back under its old name has what it held again within seconds; under a new one it would wait until its former self
 * counts as dead. Two nodes never share a data directory, so they never share a name.
 */
public final class NodeName {

    private NodeName() {}

    /** Reads it, or makes one. Only the process that holds the directory's lock calls this. */
    public static String keptIn(Path directory, String name) {
        Path file = directory.resolve(name);
        try {
            if (Files.exists(file)) {
                return checked(file, Files.readString(file).strip());
            }
            Files.createDirectories(directory);
            String id = "stakeout-" + UUID.randomUUID();
            Path whole = Files.createTempFile(directory, "new-", ".id");
            Files.writeString(whole, id);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("the name of this node in " + file + " can't be read or made", e);
        }
    }

    private static String checked(Path file, String id) {
        if (!id.matches("[A-Za-z0-9_.-]{3,128}")) {
            throw new IllegalArgumentException(
                    "The name of this node in " + file + " is damaged: remove the file, and a new one is made.");
        }
        return id;
    }
}
