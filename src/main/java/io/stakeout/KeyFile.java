package io.stakeout;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A key of 32 random bytes in a file of its own, as base64, mode 0600: beside the database, never in it. Made when there
 * is none; never overwritten. Thread-safe, also between processes.
 *
 * @param ifRemoved what whoever removes the file loses, for people: follows "or remove it and"
 */
public record KeyFile(Path path, String ifRemoved) {

    private static final int BYTES = 32;

    /**
     * Reads the key, or makes one when there is no file.
     *
     * @throws KeyUnusable when the file can't be read or made, or holds no key
     */
    public byte[] key() {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (!Files.exists(path)) {
                make();
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(path).strip());
            if (key.length != BYTES) {
                throw new IllegalArgumentException("a key has " + BYTES + " bytes");
            }
            return key;
        } catch (IOException e) {
            throw new KeyUnusable(
                    "the key file " + path + " can't be read or made ("
                            + e.getClass().getSimpleName() + "); let the user that runs Stakeout read and write it",
                    e);
        } catch (IllegalArgumentException e) {
            throw new KeyUnusable(
                    "the key in " + path + " is no base64 of 32 bytes; restore it from your backup, or remove it and "
                            + ifRemoved,
                    e);
        }
    }

    private void make() throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), "new-", ".key", owner);
        try {
            Files.writeString(
                    whole, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            // a link appears whole or not at all, and not over the key of another start
            Files.createLink(path, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(whole);
        }
    }
}
