package io.stakeout.notify.slack.in;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is Slack's: HMAC-SHA256 of {@code v0:timestamp:raw body} under the app's signing secret, not older
 * than five minutes and not of the future (Slack, "Verifying requests from Slack"). Ours, since the client library
 * compares with {@code String.equals} and takes timestamps of the future. Immutable, thread-safe.
 */
final class SlackSignature {

    static final int MOST_SECRETS = 2;

    private static final Duration SKEW = Duration.ofSeconds(300);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern FORM = Pattern.compile("v0=[0-9a-f]{64}");
    private static final String PREFIX = "v0=";

    private final List<byte[]> secrets;
    private final byte[] nobodys = new byte[32];

    /** @param secrets none (nothing is Slack's then), one, or two while one is replaced by the other */
    SlackSignature(List<String> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        new SecureRandom().nextBytes(nobodys);
    }

    /** Whether there is a secret to judge by. */
    boolean armed() {
        return !secrets.isEmpty();
    }

    /** Why this isn't Slack's, for whoever sends it; empty when it is. Takes as long whichever secret is wrong. */
    Optional<String> refusal(Delivered delivered, Instant now) {
        String timestamp = delivered.timestamp();
        if (timestamp == null || !SECONDS.matcher(timestamp).matches() || !current(Long.parseLong(timestamp), now)) {
            return Optional.of("X-Slack-Request-Timestamp: the seconds since 1970, at most " + SKEW.toSeconds()
                    + " away from this server's clock.");
        }
        String signature = delivered.signature();
        if (signature == null || !FORM.matcher(signature).matches()) {
            return Optional.of("X-Slack-Signature: v0= and 64 hexadecimal digits.");
        }
        return signed(timestamp, delivered.body(), signature)
                ? Optional.empty()
                : Optional.of("X-Slack-Signature: isn't the HMAC-SHA256 of v0:, timestamp, : and the raw body under"
                        + " the signing secret of this app.");
    }

    private static boolean current(long seconds, Instant now) {
        return Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(SKEW) <= 0;
    }

    private boolean signed(String timestamp, byte[] body, String signature) {
        byte[] given = HexFormat.of().parseHex(signature.substring(PREFIX.length()));
        boolean fits = false;
        for (int i = 0; i < MOST_SECRETS; i++) {
            boolean real = i < secrets.size();
            boolean equal = MessageDigest.isEqual(hmac(real ? secrets.get(i) : nobodys, timestamp, body), given);
            fits |= real & equal;
        }
        return fits;
    }

    private static byte[] hmac(byte[] secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
