package io.stakeout.ingest.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which this node holds shards: random, made once per data directory. A node that comes back under its
 * old name has its shards again within seconds; under a new one it would wait until its former self counts as dead. Two
 * nodes never share a data directory, so they never share a name.
 */
final class WorkerId {

    private WorkerId() {}

    /** Reads it, or makes one. Only the process that holds the directory's lock calls this. */
    static String keptIn(Path directory) {
        Path file = directory.resolve("kinesis-worker-id");
        try {
            if (Files.exists(file)) {
                return checked(file, Files.readString(file).strip());
            }
            String id = "stakeout-" + UUID.randomUUID();
            Path whole = Files.createTempFile(directory, "new-", ".id");
            Files.writeString(whole, id);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("the worker id in " + file + " can't be read or made", e);
        }
    }

    private static String checked(Path file, String id) {
        if (!id.matches("[A-Za-z0-9_.-]{3,128}")) {
            throw new IllegalArgumentException(
                    "The worker id in " + file + " is damaged: remove the file, and a new one is made.");
        }
        return id;
    }
}
