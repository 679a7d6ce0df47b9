package io.stakeout.web.pages;

import java.util.Locale;

import jakarta.ws.rs.core.UriInfo;

/**
 * How to tell a signal by hand, to be copied into a shell.
 *
 * @param baseUrl of this server, without a slash at the end
 * @param source whose name the example uses
 * @param drill whether that source is there with a secret that everybody knows
 */
public record SignalExample(String baseUrl, String source, boolean drill) {

    private static final String SCRIPT = """
            secret=%s
            body='{"source":"%s","id":"try-1","score":90,"reason":"Impossible travel",
              "principal":{"type":"access-key","value":"AKIAIOSFODNN7EXAMPLE","account":"111122223333"},
              "evidence":["seen in two countries within an hour"],"observedAt":"2026-01-10T03:16:34Z"}'
            now=$(date +%%s)
            signature=$(printf '%%s.%%s' "$now" "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.*= *//')
            curl -s %s/api/signals/risk -H 'Content-Type: application/json' \\
              -H 'X-Stakeout-Source: %s' -H "X-Stakeout-Timestamp: $now" \\
              -H "X-Stakeout-Signature: v1=$signature" --data-binary "$body"
            """;

    /** In a drill there is a source that everybody knows the secret of; elsewhere one has to be set first. */
    static SignalExample of(UriInfo uri, boolean drill) {
        return of(uri.getBaseUri().toString().replaceAll("/+$", ""), drill);
    }

    static SignalExample of(String base, boolean drill) {
        return new SignalExample(base, drill ? "drill" : "mysource", drill);
    }

    /** As environment variables spell the source. */
    public String variable() {
        return source.toUpperCase(Locale.ROOT);
    }

    public String script() {
        String secret = drill ? "drill-signals-secret" : "\"$STAKEOUT_SIGNALS_SECRETS_" + variable() + "\"";
        return SCRIPT.formatted(secret, source, baseUrl, source).strip();
    }
}
