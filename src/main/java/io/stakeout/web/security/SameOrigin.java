package io.stakeout.web.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.Problem;

/**
 * Refuses what another site makes a browser send to us: forged requests, foreign WebSockets, and names that an attacker
 * has pointed at our address (DNS rebinding). Needs no thread and no database.
 */
@ApplicationScoped
public class SameOrigin {

    /** A name could be pointed here by anybody; these can't. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final PublicUrl publicUrl;
    private final boolean loopback;

    SameOrigin(PublicUrl publicUrl, @ConfigProperty(name = "quarkus.http.host") String bound) {
        this.publicUrl = publicUrl;
        this.loopback = LOOPBACK.matcher(bound).matches();
    }

    /** What the check looks at; an absent header is null. */
    record Facts(String scheme, String host, String origin, String fetchSite, boolean cookie) {

        static Facts of(HttpServerRequest request) {
            return new Facts(
                    request.scheme(),
                    request.authority() == null ? null : request.authority().toString(),
                    request.getHeader(HttpHeaders.ORIGIN),
                    request.getHeader("Sec-Fetch-Site"),
                    PresentedCredential.byCookie(request));
        }
    }

    /** For requests that change something and for WebSocket upgrades: why it must be refused, if it must. */
    public Optional<Problem> check(HttpServerRequest request) {
        return check(Facts.of(request));
    }

    /** For every request: whether it was meant for us. */
    Optional<Problem> checkHost(HttpServerRequest request) {
        return checkHost(Facts.of(request));
    }

    Optional<Problem> check(Facts facts) {
        Optional<Problem> host = checkHost(facts);
        if (host.isPresent()) {
            return host;
        }
        boolean ours = facts.origin != null ? ours(facts) : withoutOrigin(facts);
        return ours
                ? Optional.empty()
                : Optional.of(Problem.forbidden(
                        "Foreign origin",
                        "The request comes from another site. Use Stakeout's own pages; a script sends an API token"
                                + " and no cookie. Behind a proxy set STAKEOUT_PUBLIC_URL."));
    }

    Optional<Problem> checkHost(Facts facts) {
        boolean known = facts.host != null && knownHost(name(facts.host));
        return known
                ? Optional.empty()
                : Optional.of(Problem.forbidden(
                        "Unknown host", "Stakeout isn't reached under this name. Set STAKEOUT_PUBLIC_URL to use it."));
    }

    private boolean knownHost(String name) {
        boolean anyName = !loopback && !publicUrl.configured();
        boolean local = loopback && LOOPBACK.matcher(name).matches();
        return anyName || local || publicUrl.host().filter(name::equals).isPresent();
    }

    private boolean ours(Facts facts) {
        String origin = facts.origin.toLowerCase(Locale.ROOT);
        String requested = (facts.scheme + "://" + facts.host).toLowerCase(Locale.ROOT);
        return origin.equals(requested)
                || publicUrl.origin().filter(origin::equals).isPresent();
    }

    /** Browsers send an Origin or Sec-Fetch-Site with what changes something; scripts send neither and no cookie. */
    private static boolean withoutOrigin(Facts facts) {
        if (facts.fetchSite == null) {
            return !facts.cookie;
        }
        return facts.fetchSite.equals("same-origin") || (facts.fetchSite.equals("none") && !facts.cookie);
    }

    private static String name(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        return end > 0 ? lower.substring(0, end) : lower;
    }
}
