package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running database server as {@code postmaster.pid} in its data directory tells it: process id in the first line, data
 * directory in the second, port in the fourth
 * (https://www.postgresql.org/docs/18/storage-file-layout.html).
 */
record Postmaster(long pid, int port) {

    static final String FILE = "postmaster.pid";
    private static final int PORT_LINE = 3;

    /**
     * The server that works on this data directory; empty when the file is missing, broken, left by a dead process, or
     * when its process id now belongs to a program that isn't PostgreSQL.
     */
    static Optional<Postmaster> runningOn(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return parse(Files.readAllLines(file), data).filter(Postmaster::alive);
    }

    static Optional<Postmaster> parse(List<String> lines, Path data) {
        if (lines.size() <= PORT_LINE || !sameDirectory(lines.get(1), data)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    Math.abs(Long.parseLong(lines.get(0).strip())),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean sameDirectory(String line, Path data) {
        try {
            return Files.isSameFile(Path.of(line.strip()), data);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(Postmaster::isPostgres)
                .isPresent();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(p -> p.endsWith("postgres"))
                .isPresent();
    }
}
