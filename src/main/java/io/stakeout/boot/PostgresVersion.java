package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which PostgreSQL made a data directory: another major version's can't be opened, only dumped and restored. */
final class PostgresVersion {

    /** Major version of the binaries on the class path; a test compares the two. */
    static final String MAJOR = "18";

    private static final String FILE = "PG_VERSION";

    private PostgresVersion() {}

    /** Lets our own version pass, and a directory without data. */
    static void refuseOther(Path data) throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        String found = Files.readString(file).strip();
        if (!found.equals(MAJOR)) {
            throw StartRefused.because("The database in " + data + " was made by PostgreSQL " + found
                    + ", but this Stakeout brings PostgreSQL " + MAJOR + ": nothing was changed. Start the release of"
                    + " Stakeout that you used before, dump its database with pg_dump, move the directory "
                    + data.getParent() + " away, start this release once, stop it and restore the dump with pg_restore;"
                    + " docs/operations.md has the commands.");
        }
    }
}
