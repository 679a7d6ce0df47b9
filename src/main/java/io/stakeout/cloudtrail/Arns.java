package io.stakeout.cloudtrail;

import java.util.Set;

/** The name in an ARN that people know a thing by. */
final class Arns {

    private static final int PARTS = 6;
    /** Their resource is the name already, or names contain slashes. */
    private static final Set<String> WHOLE = Set.of("s3", "sns", "sqs", "execute-api");

    private Arns() {}

    /**
     * {@code my-role} of arn:aws:iam::1:role/path/my-role, {@code /a/b} of a parameter's ARN, the account of {@code
     * …:root}; what is no ARN stays as it is.
     */
    static String name(String value) {
        String[] arn = value.split(":", PARTS);
        if (!arn[0].equals("arn") || arn.length < PARTS || arn[PARTS - 1].isBlank()) {
            return value;
        }
        String service = arn[2];
        String resource = arn[PARTS - 1];
        if (resource.equals("root")) {
            return "account " + arn[4];
        }
        if (WHOLE.contains(service)) {
            return resource;
        }
        return service.equals("iam") || service.equals("sso")
                ? afterOr(resource, resource.lastIndexOf('/'))
                : withoutType(service, resource);
    }

    private static String withoutType(String service, String resource) {
        if (service.equals("ssm") && resource.startsWith("parameter/")) {
            return resource.substring("parameter".length());
        }
        int colon = resource.indexOf(':');
        int slash = resource.indexOf('/');
        boolean byColon = colon >= 0 && (slash < 0 || colon < slash);
        return afterOr(resource, byColon ? colon : slash);
    }

    private static String afterOr(String resource, int at) {
        String rest = resource.substring(at + 1);
        return rest.isBlank() ? resource : rest;
    }
}
