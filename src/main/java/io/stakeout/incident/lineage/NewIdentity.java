package io.stakeout.incident.lineage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance;
import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/**
 * An identity as a call or a person names it, before it is known whether the incident has it already.
 *
 * @param key equal for what is the same identity
 * @param kind the id of an {@link Issuance.Kind}, or of the type of a suspect that is no such thing
 * @param relation empty when a person named it
 */
public record NewIdentity(
        String key,
        String kind,
        String value,
        String label,
        Optional<String> account,
        Optional<Issuance.Relation> relation,
        Issuance.Certainty certainty) {

    /** The kind of a suspect that belongs to nobody in particular. */
    public static final String ADDRESS = SuspectType.SOURCE_IP.id();

    private static final int MOST_OF_A_LABEL = 256;
    private static final int MOST_OF_A_KEY = 1_024;

    public NewIdentity {
        Objects.requireNonNull(key);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(relation);
        Objects.requireNonNull(certainty);
        value = Text.storable(value);
        label = Text.storable(label.length() <= MOST_OF_A_LABEL ? label : label.substring(0, MOST_OF_A_LABEL));
        account = account.map(Text::storable);
    }

    static NewIdentity of(Issuance issued) {
        return new NewIdentity(
                key(issued.kind().id(), issued.value()),
                issued.kind().id(),
                issued.value(),
                issued.name(),
                issued.account(),
                Optional.of(issued.relation()),
                issued.certainty());
    }

    /** Of somebody whom a person named. */
    public static NewIdentity of(Suspect suspect) {
        String kind = kind(suspect);
        String value = suspect.type() == SuspectType.USER_NAME
                ? "arn:aws:iam::" + suspect.account().orElseThrow() + ":user/" + suspect.value()
                : suspect.value();
        Optional<String> account = suspect.account().or(() -> ArnParts.account(value));
        return new NewIdentity(
                key(kind, value),
                kind,
                value,
                ArnParts.name(value),
                account,
                Optional.empty(),
                Issuance.Certainty.EXACT);
    }

    private static String kind(Suspect suspect) {
        return switch (suspect.type()) {
            case ACCESS_KEY -> Issuance.Kind.ACCESS_KEY.id();
            case USER_NAME -> Issuance.Kind.USER.id();
            case PRINCIPAL_ARN -> ArnParts.kind(suspect.value()).id();
            case PRINCIPAL_ID -> "principal";
            case IDENTITY_CENTER_USER -> Issuance.Kind.IDENTITY_CENTER_USER.id();
            default -> suspect.type().id();
        };
    }

    /** A user is the same whether a record tells the path of its ARN or not. */
    private static String key(String kind, String value) {
        boolean user = kind.equals(Issuance.Kind.USER.id());
        String known = user
                ? ArnParts.account(value)
                        .map(account -> account + "/" + ArnParts.last(value))
                        .orElse(value)
                : value;
        return kind + ":" + bounded(Text.storable(known));
    }

    /** An index takes no more than 2,700 bytes of a key, and an outsider in a policy may be called anything. */
    private static String bounded(String key) {
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= MOST_OF_A_KEY ? key : "sha256:" + sha256(utf8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
