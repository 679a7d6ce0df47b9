package io.stakeout.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** The files of the embedded database. */
record PostgresHome(Path directory) {

    Path data() {
        return directory.resolve("data");
    }

    Path serverLog() {
        return directory.resolve("server.log");
    }

    Path programLog() {
        return directory.resolve("program.log");
    }

    Path superuserPassword() {
        return directory.resolve("superuser.password");
    }

    Path applicationPassword() {
        return directory.resolve("stakeout.password");
    }

    /**
     * There while the database is being made, so that a death in between is known: data beside this file was never used.
     */
    private Path unfinished() {
        return directory.resolve("data.unfinished");
    }

    boolean isUnfinished() {
        return Files.exists(unfinished());
    }

    void beginMaking() throws IOException {
        OwnerOnly.write(unfinished(), "The database beside this file is being made.\n");
    }

    /** On disk before anybody stores a row: else a power cut could make the next start discard used data. */
    void endMaking() throws IOException {
        Files.delete(unfinished());
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    void discardUnfinished() throws IOException {
        Trees.delete(data());
        Files.deleteIfExists(unfinished());
    }

    boolean hasData() throws IOException {
        if (!Files.isDirectory(data())) {
            return false;
        }
        try (Stream<Path> children = Files.list(data())) {
            return children.findAny().isPresent();
        }
    }
}
