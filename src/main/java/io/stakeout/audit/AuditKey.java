package io.stakeout.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.KeyFile;

/**
 * The key that seals lines and anchors: whoever has the database alone can't make either. Read once; thread-safe.
 * Without it nothing can be audited, so nothing may be done: a key that can't be read stops the start.
 */
@Singleton
class AuditKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @throws io.stakeout.KeyUnusable says what to do */
    @Inject
    AuditKey(AuditConfig config, @ConfigProperty(name = "stakeout.data-dir") Path dataDirectory) {
        this(new KeyFile(
                        config.keyFile()
                                .orElseGet(() -> dataDirectory.resolve("keys").resolve("audit.key")),
                        "lose the proof of every line until now")
                .key());
    }

    AuditKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * HMAC-SHA256 in hexadecimal over all columns, each preceded by its length, so that no two lists encode alike.
     *
     * @param purpose what is sealed, so that a line is never taken for an anchor
     */
    String seal(String purpose, List<String> columns) {
        Mac mac = mac();
        update(mac, purpose);
        columns.forEach(column -> update(mac, column));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static void update(Mac mac, String column) {
        byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
