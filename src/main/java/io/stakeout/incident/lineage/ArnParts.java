package io.stakeout.incident.lineage;

import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/** What the ARN of a principal tells. */
final class ArnParts {

    private static final int PARTS = 6;

    private ArnParts() {}

    /** Empty for what is no ARN, or one without an account. */
    static Optional<String> account(String value) {
        String[] parts = value.split(":", PARTS);
        boolean told = parts[0].equals("arn") && parts.length == PARTS && !parts[4].isEmpty();
        return told ? Optional.of(parts[4]) : Optional.empty();
    }

    /** ROLE/SESSION, the name of a user without its path, root of an account; what is no ARN as it is. */
    static String name(String value) {
        String[] parts = value.split(":", PARTS);
        if (!parts[0].equals("arn") || parts.length < PARTS) {
            return value;
        }
        String resource = parts[5];
        if (resource.equals("root")) {
            return "root of " + parts[4];
        }
        return resource.startsWith("assumed-role/") ? resource.substring("assumed-role/".length()) : last(resource);
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static Kind kind(String principalArn) {
        if (principalArn.contains(":assumed-role/")) {
            return Kind.ROLE_SESSION;
        }
        if (principalArn.contains(":federated-user/")) {
            return Kind.FEDERATED_USER;
        }
        if (principalArn.contains(":role/")) {
            return Kind.ROLE;
        }
        return principalArn.endsWith(":root") ? Kind.ROOT : Kind.USER;
    }
}
