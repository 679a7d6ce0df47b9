package io.stakeout.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what was quarantined: it could not be read, so it could not be redacted either. AES-256-GCM, a fresh nonce
 * in front. The key is a file of mode 0600 beside the database, never in it.
 */
final class Seal {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key, or makes one when there is none.
     *
     * @throws KeyUnusable when the file can't be read or made, or holds no key
     */
    static Seal withKeyIn(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY) {
                throw new IllegalArgumentException("a key has " + KEY + " bytes");
            }
            return new Seal(key);
        } catch (IOException e) {
            throw new KeyUnusable(
                    "the key file " + file + " can't be read or made ("
                            + e.getClass().getSimpleName() + "); let the user that runs Stakeout read and write it",
                    e);
        } catch (IllegalArgumentException e) {
            throw new KeyUnusable(
                    "the key in " + file + " is no base64 of 32 bytes; restore it from your backup, or remove it and"
                            + " lose what is in quarantine",
                    e);
        }
    }

    byte[] seal(byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed = run(Cipher.ENCRYPT_MODE, nonce, plain);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("only opening checks a tag", e);
        }
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws KeyUnusable when another key sealed them */
    byte[] open(byte[] sealed) {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        try {
            return run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE, sealed.length));
        } catch (AEADBadTagException e) {
            throw new KeyUnusable(
                    "another key sealed these bytes than keys/quarantine.key in the data directory; restore that one"
                            + " from your backup and start Stakeout again",
                    e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "new-", ".key", owner);
        try {
            Files.writeString(whole, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE);
            // a link appears whole or not at all, and not over the key of another start
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(whole);
        }
    }
}
