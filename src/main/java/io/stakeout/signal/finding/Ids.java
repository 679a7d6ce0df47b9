package io.stakeout.signal.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.cloudtrail.Text;

/** By what the same thing that is said again is known. */
final class Ids {

    static final int MAX_LENGTH = 512;

    /**
     * A finding of GuardDuty by its ARN; the last part is {@code detail.id} of GuardDuty's own event. Security Hub's
     * {@code aws/securityhub/FindingId} puts the product's ARN before it.
     */
    private static final Pattern GUARDDUTY = Pattern.compile(
            "(arn:aws[a-z-]{0,20}:securityhub:[a-z0-9-]{1,32}::product/aws/guardduty/)?"
                    + "arn:aws[a-z-]{0,20}:guardduty:[a-z0-9-]{1,32}:\\d{12}:detector/[a-z0-9]{1,64}/finding/([a-z0-9]{1,64})");

    private Ids() {}

    /** Fit for storage and a screen, and at most {@value #MAX_LENGTH} characters: a longer one becomes its SHA-256. */
    static String bounded(String id) {
        String shown = id.length() > MAX_LENGTH ? "" : Text.visible(Text.storable(id));
        return shown.isEmpty() || shown.length() > MAX_LENGTH ? sha256(id.getBytes(StandardCharsets.UTF_8)) : shown;
    }

    /** What GuardDuty itself calls the finding, where another service's id contains exactly that; otherwise the id. */
    static String original(String id) {
        Optional<Matcher> guardDuty = Optional.of(id)
                .filter(text -> text.length() <= MAX_LENGTH)
                .map(GUARDDUTY::matcher)
                .filter(Matcher::matches);
        return guardDuty.map(match -> match.group(2)).orElse(id);
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
