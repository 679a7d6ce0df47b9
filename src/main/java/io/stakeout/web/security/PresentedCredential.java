package io.stakeout.web.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.stakeout.Problem;

/** What a request came with to say who sends it. Of a header and a cookie the header counts. */
final class PresentedCredential extends BaseAuthenticationRequest {

    enum Kind {
        COOKIE,
        TOKEN,
        PASSWORD
    }

    private final Kind kind;
    private final String name;
    private final String secret;
    private final String address;

    private PresentedCredential(Kind kind, String name, String secret, String address) {
        this.kind = kind;
        this.name = name;
        this.secret = secret;
        this.address = address;
    }

    static Optional<PresentedCredential> of(HttpServerRequest request) {
        String address = RemoteAddress.of(request);
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return Optional.of(ofHeader(header.strip(), address));
        }
        return cookie(request).map(secret -> new PresentedCredential(Kind.COOKIE, "", secret, address));
    }

    /** Whether a browser sends the credential by itself, also when another site makes it do so. */
    static boolean byCookie(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && cookie(request).isPresent();
    }

    private static Optional<String> cookie(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(SessionCookie.NAME)).map(Cookie::getValue);
    }

    private static PresentedCredential ofHeader(String header, String address) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space).toLowerCase(Locale.ROOT);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> new PresentedCredential(Kind.TOKEN, "", value, address);
            case "basic" -> ofBasic(value, address);
            default -> throw unreadable();
        };
    }

    private static PresentedCredential ofBasic(String value, String address) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return new PresentedCredential(
                        Kind.PASSWORD, pair.substring(0, colon), pair.substring(colon + 1), address);
            }
        } catch (IllegalArgumentException e) {
            // not Base64: as unreadable as a pair without a colon
        }
        throw unreadable();
    }

    private static Problem unreadable() {
        return Problem.of(
                Problem.Kind.UNAUTHENTICATED,
                "Not signed in",
                "The Authorization header can't be read; send an API token as Bearer, or Basic.");
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    String secret() {
        return secret;
    }

    String address() {
        return address;
    }
}
