package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

import com.sun.security.auth.module.UnixSystem;

/** Files and directories that no other account may open. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final int SECRET_BYTES = 32;

    private OwnerOnly() {}

    /** Creates it (and its parents) when missing; existing parents are left as they are. */
    static Path directory(Path directory) throws IOException {
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(DIRECTORY);
        return Files.createDirectories(directory, mode);
    }

    static boolean ownedByUs(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:uid")).longValue() == new UnixSystem().getUid();
    }

    static boolean closedToOthers(Path path) throws IOException {
        return DIRECTORY.containsAll(Files.getPosixFilePermissions(path));
    }

    static void close(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    /** Writes a small file that is 0600 from its first byte on, replacing an older one. */
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }

    /** The secret in the file; a new random one when there is no file yet. */
    static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }
}
