package io.stakeout.ingest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.stakeout.KeyFile;
import io.stakeout.KeyUnusable;

/**
 * Encrypts what was quarantined: it could not be read, so it could not be redacted either. AES-256-GCM, a fresh nonce
 * in front. The key is a file of mode 0600 beside the database, never in it.
 */
final class Seal {

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
        return new Seal(new KeyFile(file, "lose what is in quarantine").key());
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
}
