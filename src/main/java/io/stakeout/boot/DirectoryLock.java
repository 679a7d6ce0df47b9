package io.stakeout.boot;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Properties;

/**
 * One process per data directory. The operating system's lock on {@code stakeout.lock} is the truth and ends with the
 * process; {@code stakeout.run} only tells people who holds it. They are two files since closing any second channel of
 * a locked file would release the lock.
 */
final class DirectoryLock implements AutoCloseable {

    static final String FILE = "stakeout.lock";
    private static final String HOLDER = "stakeout.run";

    private final FileChannel channel;
    private final Path holder;

    private DirectoryLock(FileChannel channel, Path holder) {
        this.channel = channel;
        this.holder = holder;
    }

    static DirectoryLock take(Path directory, Clock clock) {
        Path holder = directory.resolve(HOLDER);
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw StartRefused.because(heldBy(directory, holder));
            }
            OwnerOnly.write(
                    holder,
                    "pid=" + ProcessHandle.current().pid() + "\nsince="
                            + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n");
            return new DirectoryLock(channel, holder);
        } catch (IOException e) {
            throw StartRefused.because(
                    "The data directory " + directory + " can't be locked (" + Failure.reason(e) + ").", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String heldBy(Path directory, Path holder) {
        Properties other = new Properties();
        try {
            other.load(new StringReader(Files.readString(holder)));
        } catch (IOException e) {
            // the other one is just starting: the sentence then lacks its name
        }
        return "The data directory " + directory + " is in use by process " + other.getProperty("pid", "(unknown)")
                + " since " + other.getProperty("since", "a moment ago") + ", "
                + (other.containsKey("address") ? "at " + other.getProperty("address") : "which is still starting")
                + ": use that one, stop it, or set STAKEOUT_DATA_DIR to another directory. It was not disturbed.";
    }

    /** Lets a second start name the address of this one. */
    static void announce(Path directory, String address) {
        try {
            Files.writeString(directory.resolve(HOLDER), "address=" + address + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            // only a courtesy: the lock holds without it
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(holder);
        channel.close();
    }
}
