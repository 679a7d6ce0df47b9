package io.stakeout.web.security;

import java.util.Set;

/** The only paths that answer without sign-in. Everything else is closed, whoever adds it. */
final class OpenPaths {

    private static final Set<String> SIGNING = Set.of("/sign-in", "/sign-out");

    private OpenPaths() {}

    /** @param path normalised, as the router sees it */
    static boolean open(String path) {
        return SIGNING.contains(path) || anonymous(path);
    }

    /** Where nobody is even asked who they are: health and assets must work while the database doesn't. */
    static boolean anonymous(String path) {
        boolean plain = path.indexOf(';') < 0 && path.indexOf('%') < 0;
        return plain && (health(path) || path.startsWith("/assets/") || path.equals("/favicon.svg"));
    }

    static boolean health(String path) {
        return path.equals("/q/health") || path.startsWith("/q/health/");
    }
}
