package io.stakeout.drill.cloud;

/** How CloudTrail spells the names of parameters. */
final class Names {

    private Names() {}

    /** {@code UserName} becomes {@code userName}; only the first letter changes. */
    static String camel(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
