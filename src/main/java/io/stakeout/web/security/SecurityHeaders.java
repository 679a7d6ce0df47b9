package io.stakeout.web.security;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.MultiMap;

/** Headers of every answer, errors included. */
@ApplicationScoped
class SecurityHeaders {

    static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Pattern HASHED = Pattern.compile("/assets/.*[.-][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final String A_YEAR = "31536000";

    private final PublicUrl publicUrl;

    SecurityHeaders(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    void put(String path, int status, MultiMap headers) {
        headers.set("Content-Security-Policy", CSP);
        headers.set("X-Content-Type-Options", "nosniff");
        // not no-referrer: browsers would then send "Origin: null" with our own forms
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        headers.set("Cache-Control", caching(path, status));
        if (publicUrl.https()) {
            headers.set("Strict-Transport-Security", "max-age=" + A_YEAR);
        }
    }

    /** What has a hash of its content in its name never changes; other assets are asked for again; the rest is private. */
    static String caching(String path, int status) {
        boolean found = status < 400;
        if (found && HASHED.matcher(path).matches()) {
            return "public, max-age=" + A_YEAR + ", immutable";
        }
        boolean asset = path.startsWith("/assets/") || path.equals("/favicon.svg");
        return found && asset ? "no-cache" : "no-store";
    }
}
