package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.stakeout.Mode;

/**
 * Where Stakeout keeps what must outlive it: the embedded database, keys. Mode 0700. Drill and replay live in
 * sub-directories with a marker file, so that neither they nor production ever open each other's data.
 */
record DataDirectory(Path path) {

    private static final List<Mode> REHEARSALS = List.of(Mode.DRILL, Mode.REPLAY);

    /** Finds, checks and creates the directory of a mode, or refuses and leaves everything as it is. */
    static DataDirectory prepare(Mode mode, Environment environment) {
        Path base = base(environment);
        try {
            refuseInsideRehearsal(base);
            Path path = mode.rehearsal() ? base.resolve(name(mode)) : base;
            claim(base);
            if (mode.rehearsal()) {
                claimRehearsal(mode, path);
            }
            return new DataDirectory(path);
        } catch (IOException e) {
            throw StartRefused.because(
                    "The data directory " + base + " can't be used (" + Failure.reason(e)
                            + "): set STAKEOUT_DATA_DIR to a directory that this account can write to.",
                    e);
        }
    }

    private static Path base(Environment environment) {
        Path home = Path.of(System.getProperty("user.home"));
        return environment
                .get("stakeout.data-dir")
                .map(dir -> dir.equals("~") || dir.startsWith("~/") ? home + dir.substring(1) : dir)
                .map(Path::of)
                .orElse(home.resolve(".stakeout"))
                .toAbsolutePath()
                .normalize();
    }

    private static String name(Mode mode) {
        return mode == Mode.DRILL ? "drill" : "replay";
    }

    private static String marker(Mode mode) {
        return mode == Mode.DRILL ? "STAKEOUT-DRILL" : "STAKEOUT-REPLAY";
    }

    /** Follows links first: a link to a drill's directory is that directory. */
    private static void refuseInsideRehearsal(Path base) throws IOException {
        Path real = Files.exists(base) ? base.toRealPath() : base;
        for (Path dir = real; dir != null; dir = dir.getParent()) {
            for (Mode mode : REHEARSALS) {
                if (Files.exists(dir.resolve(marker(mode)))) {
                    throw StartRefused.because("The data directory " + base + " lies in the directory of a "
                            + name(mode) + " (" + dir + " holds " + marker(mode)
                            + "), whose accounts and data are not real: set STAKEOUT_DATA_DIR to another directory."
                            + " Nothing was changed.");
                }
            }
        }
    }

    private static void claim(Path directory) throws IOException {
        boolean existed = Files.exists(directory);
        OwnerOnly.directory(directory);
        if (!OwnerOnly.ownedByUs(directory)) {
            throw StartRefused.because("The data directory " + directory + " belongs to another account: start Stakeout"
                    + " as that account or set STAKEOUT_DATA_DIR to a directory of your own. Nothing was changed.");
        }
        if (existed && !OwnerOnly.closedToOthers(directory)) {
            refuseUnlessOurs(directory);
            OwnerOnly.close(directory);
        }
    }

    /** Closing an arbitrary directory, say /tmp or a home, would lock other people out of it. */
    private static void refuseUnlessOurs(Path directory) throws IOException {
        if (Files.exists(directory.resolve(DirectoryLock.FILE)) || isEmpty(directory)) {
            return;
        }
        throw StartRefused.because(
                "The data directory " + directory + " can be opened by other accounts and holds files"
                        + " that are not Stakeout's: set STAKEOUT_DATA_DIR to a directory of its own or run chmod 700 on it."
                        + " Nothing was changed.");
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    private static void claimRehearsal(Mode mode, Path directory) throws IOException {
        claim(directory);
        Path marker = directory.resolve(marker(mode));
        if (Files.exists(marker)) {
            return;
        }
        if (!isEmpty(directory)) {
            throw StartRefused.because("The directory " + directory + " holds data but no " + marker(mode)
                    + " file, so it may be production's: a " + name(mode)
                    + " doesn't touch it. Set STAKEOUT_DATA_DIR to another directory. Nothing was changed.");
        }
        OwnerOnly.write(marker, "The data in this directory is a " + name(mode) + "'s: not real, safe to delete.\n");
    }

    /** The start log of the last failure, for whoever has to find out more than one sentence says. */
    Path failureLog() {
        return path.resolve("last-failure.log");
    }

    Path database() {
        return path.resolve("postgres");
    }
}
