package io.stakeout.ingest.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Makes "how long ago" a time, once: counted from this node's first start with a stream and application name. A shard
 * that was silent so far has no checkpoint; were its position counted anew from each start, what arrives while nobody
 * runs for longer than that would be passed over.
 */
final class Begun {

    private final Path file;

    /** @param directory where it is remembered */
    Begun(Path directory) {
        this.file = directory.resolve("kinesis-begun");
    }

    /** Only the process that holds the directory's lock calls this. */
    Position fixed(Position.Ago position, String stream, String application, Instant now) {
        String key = stream + " " + application + " " + position.duration();
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2 && lines.get(0).equals(key)) {
                return new Position.At(Instant.parse(lines.get(1)));
            }
            Instant at = now.minus(position.duration());
            Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "new-", ".begun");
            Files.write(whole, List.of(key, at.toString()));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return new Position.At(at);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("The file " + file + " is damaged: remove it, and shards without a"
                    + " checkpoint are begun at stakeout.kinesis.position before now.");
        } catch (IOException e) {
            throw new UncheckedIOException("when the stream was begun can't be read or kept in " + file, e);
        }
    }
}
