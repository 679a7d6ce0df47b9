package io.stakeout.web.security;

import java.util.Set;

/** The only paths that answer without sign-in. Everything else is closed, whoever adds it. */
final class OpenPaths {

    private static final Set<String> SIGNING = Set.of("/sign-in", "/sign-out");

    /** Who sends here signs what he sends; sessions and tokens mean nothing here. */
    private static final Set<String> SIGNED = Set.of(
            "/api/signals/risk",
            "/api/signals/eventbridge",
            "/api/slack/events",
            "/api/slack/commands",
            "/api/slack/interactivity");

    private OpenPaths() {}

    /** @param path normalised, as the router sees it */
    static boolean open(String path) {
        return SIGNING.contains(path) || anonymous(path);
    }

    /** Where nobody is even asked who they are: health and assets must work while the database doesn't, webhooks are signed. */
    static boolean anonymous(String path) {
        boolean plain = path.indexOf(';') < 0 && path.indexOf('%') < 0;
        return plain && (health(path) || path.startsWith("/assets/") || path.equals("/favicon.svg") || signed(path));
    }

    /** Whose requests carry a signature of all that is in them, so that it doesn't matter from which site they come. */
    static boolean signed(String path) {
        return SIGNED.contains(path);
    }

    static boolean health(String path) {
        return path.equals("/q/health") || path.startsWith("/q/health/");
    }
}
