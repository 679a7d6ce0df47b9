package io.stakeout.web.security;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address under which people reach us, when it is configured (STAKEOUT_PUBLIC_URL). */
@ApplicationScoped
class PublicUrl {

    private final Optional<URI> url;

    PublicUrl(@ConfigProperty(name = "stakeout.public-url") Optional<String> url) {
        this.url = url.map(String::strip).filter(s -> !s.isEmpty()).map(PublicUrl::parse);
    }

    private static URI parse(String text) {
        URI url = URI.create(text);
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IllegalStateException(
                    "STAKEOUT_PUBLIC_URL must be http(s)://host[:port], for example https://stakeout.example.org");
        }
        return url;
    }

    boolean configured() {
        return url.isPresent();
    }

    boolean https() {
        return url.filter(u -> "https".equalsIgnoreCase(u.getScheme())).isPresent();
    }

    /** Scheme, host and port as a browser writes them in {@code Origin}. */
    Optional<String> origin() {
        return url.map(u -> {
            String scheme = u.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = u.getPort() < 0 || u.getPort() == (scheme.equals("https") ? 443 : 80);
            return scheme + "://" + u.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + u.getPort());
        });
    }

    Optional<String> host() {
        return url.map(u -> u.getHost().toLowerCase(Locale.ROOT));
    }
}
