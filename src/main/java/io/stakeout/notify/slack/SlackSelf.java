package io.stakeout.notify.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.slack.api.methods.response.auth.AuthTestResponse;

/** Who we are in Slack, and whether we may do there what we have to. Blocking the first time. Thread-safe. */
@Singleton
class SlackSelf {

    private static final String SCOPES = "x-oauth-scopes";
    private static final List<String> ALWAYS = List.of("chat:write", "users:read", "users:read.email");
    private static final List<String> OWN_CHANNELS = List.of("groups:read", "groups:write", "groups:history");

    private final SlackClient slack;
    private final SlackConfig config;
    private volatile String user;

    SlackSelf(SlackClient slack, SlackConfig config) {
        this.slack = slack;
        this.config = config;
    }

    /**
     * Our user id.
     *
     * @throws SlackTrouble.Refused also when a scope is missing, before anything is made that would need it
     */
    String user() {
        String known = user;
        if (known == null) {
            AuthTestResponse answer = slack.call(SlackMethod.AUTH_TEST, api -> api.authTest(ask -> ask));
            requireScopes(answer);
            known = answer.getUserId();
            user = known;
        }
        return known;
    }

    private void requireScopes(AuthTestResponse answer) {
        Optional<String> told = header(answer.getHttpResponseHeaders());
        if (told.isEmpty()) {
            return;
        }
        Set<String> missing = new TreeSet<>(ALWAYS);
        if (config.place() == SlackConfig.Place.INCIDENT_CHANNELS) {
            missing.addAll(OWN_CHANNELS);
        }
        Arrays.stream(told.get().split(",")).map(String::strip).forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new SlackTrouble.Refused(new SlackError(
                    SlackMethod.AUTH_TEST, "missing_scope", Optional.of(String.join(", ", missing)), told));
        }
    }

    private static Optional<String> header(Map<String, List<String>> headers) {
        return Optional.ofNullable(headers).orElse(Map.of()).entrySet().stream()
                .filter(header -> header.getKey() != null
                        && header.getKey().toLowerCase(Locale.ROOT).equals(SCOPES))
                .map(header -> header.getValue().stream().collect(Collectors.joining(",")))
                .findFirst();
    }
}
