package io.stakeout.cloudtrail;

import java.util.Optional;

/**
 * An ARN in its parts.
 *
 * @param text as it was sent
 * @param account may be blank, or no account at all ({@code aws})
 * @param resource with its type, for example {@code role/path/NAME}
 */
record Arn(String text, String partition, String service, String account, String resource) {

    private static final int PARTS = 6;
    private static final String ASSUMED_ROLE = "assumed-role/";

    /** Empty for what is none, or longer than {@value Forms#MAX_ARN} characters. */
    static Optional<Arn> of(String text) {
        String[] parts = text.length() > Forms.MAX_ARN ? new String[0] : text.split(":", PARTS);
        boolean whole = parts.length == PARTS && parts[0].equals("arn") && !parts[5].isBlank();
        return whole ? Optional.of(new Arn(text, parts[1], parts[2], parts[4], parts[5])) : Optional.empty();
    }

    boolean isUser() {
        return service.equals("iam") && resource.startsWith("user/");
    }

    boolean isRole() {
        return service.equals("iam") && resource.startsWith("role/");
    }

    boolean isRoot() {
        return service.equals("iam") && resource.equals("root");
    }

    boolean isRoleSession() {
        return service.equals("sts") && resource.startsWith(ASSUMED_ROLE);
    }

    boolean isFederatedUser() {
        return service.equals("sts") && resource.startsWith("federated-user/");
    }

    /** Of a user or a role its name without the path, of a role session ROLE/SESSION. */
    String name() {
        return isRoleSession() ? resource.substring(ASSUMED_ROLE.length()) : afterLast('/');
    }

    String afterLast(char separator) {
        return resource.substring(resource.lastIndexOf(separator) + 1);
    }
}
