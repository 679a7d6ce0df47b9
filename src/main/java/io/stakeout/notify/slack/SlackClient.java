package io.stakeout.notify.slack;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import io.micrometer.core.instrument.MeterRegistry;
import okhttp3.OkHttpClient;
import okhttp3.Response;

import io.stakeout.Loopback;
import io.stakeout.Mode;

/**
 * The one way to Slack's Web API: paced, bounded in time, and with its answers told apart by what can be done about them.
 * Blocking, 10 s at most; never called inside a transaction. Nothing is sent twice by this class: a call whose answer is
 * lost may have been done, and whoever made it looks before it does it again. Thread-safe.
 */
@Singleton
public class SlackClient {

    private static final int CONNECT_MILLIS = 4_000;
    private static final int CALL_MILLIS = 10_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration UNSAID_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** A call by Slack's own library. */
    @FunctionalInterface
    public interface Call<T extends SlackApiTextResponse> {
        T on(MethodsClient slack) throws IOException, SlackApiException;
    }

    private final Mode mode;
    private final SlackConfig config;
    private final SlackPace pace;
    private final MeterRegistry metrics;
    private final Slack slack;

    SlackClient(Mode mode, SlackConfig config, Clock clock, MeterRegistry metrics) {
        this.mode = mode;
        this.config = config;
        this.pace = new SlackPace(clock);
        this.metrics = metrics;
        this.slack = build();
    }

    /**
     * Whether there is somebody to talk to: a token, and in a drill or replay an address on this machine, since what is
     * rehearsed must not be told to a team.
     */
    public boolean configured() {
        return token().isPresent() && (!mode.rehearsal() || onLoopback());
    }

    /** In a workspace, for what isn't said in a channel. */
    public <T extends SlackApiTextResponse> T call(SlackMethod method, Call<T> call) {
        return call(method, "", call);
    }

    /**
     * @param channel in which channel, for what has a rate of its own in each
     * @throws SlackTrouble whatever went wrong
     */
    public <T extends SlackApiTextResponse> T call(SlackMethod method, String channel, Call<T> call) {
        return call(method, channel, token().orElseThrow(), call);
    }

    /** What has time, and lets whatever else is to be said in the channel go first. */
    <T extends SlackApiTextResponse> T callWithTime(SlackMethod method, String channel, Call<T> call) {
        return call(method, channel, token().orElseThrow(), false, call);
    }

    /** With another token than the bot's: Socket Mode has one of its own. */
    public <T extends SlackApiTextResponse> T call(SlackMethod method, String channel, String token, Call<T> call) {
        return call(method, channel, token, true, call);
    }

    private <T extends SlackApiTextResponse> T call(
            SlackMethod method, String channel, String token, boolean urgent, Call<T> call) {
        if (!configured()) {
            throw new IllegalStateException("Slack is not configured, or not for this mode");
        }
        pace.take(method, channel, urgent).ifPresent(wait -> {
            throw new SlackTrouble.NotYet(method, wait);
        });
        try {
            return judged(method, call.on(slack.methods(token)));
        } catch (SlackApiException e) {
            throw counted(method, refusal(method, e));
        } catch (IOException | JsonParseException e) {
            throw counted(method, new SlackTrouble.Down(method, e.getClass().getSimpleName(), e));
        }
    }

    private <T extends SlackApiTextResponse> T judged(SlackMethod method, T answer) {
        if (answer.isOk()) {
            count(method, "ok");
            return answer;
        }
        SlackError error = new SlackError(
                method,
                Optional.ofNullable(answer.getError()).orElse("unknown_error"),
                Optional.ofNullable(answer.getNeeded()),
                Optional.ofNullable(answer.getProvided()));
        if (error.is("ratelimited") || error.is("rate_limited")) {
            throw counted(method, limited(method, UNSAID_WAIT));
        }
        throw counted(
                method,
                error.passing() ? new SlackTrouble.Down(method, error.code(), null) : new SlackTrouble.Refused(error));
    }

    private SlackTrouble refusal(SlackMethod method, SlackApiException e) {
        Response response = e.getResponse();
        return response.code() == TOO_MANY_REQUESTS
                ? limited(method, retryAfter(response))
                : new SlackTrouble.Down(method, "HTTP " + response.code(), e);
    }

    private SlackTrouble limited(SlackMethod method, Duration wait) {
        pace.stop(method, wait);
        return new SlackTrouble.Limited(method, wait);
    }

    private static Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After", "");
        if (!seconds.matches("\\d{1,9}")) {
            return UNSAID_WAIT;
        }
        Duration wait = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private SlackTrouble counted(SlackMethod method, SlackTrouble trouble) {
        count(method, trouble.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        return trouble;
    }

    private void count(SlackMethod method, String outcome) {
        metrics.counter("stakeout.slack.calls", "method", method.method(), "outcome", outcome)
                .increment();
    }

    private Optional<String> token() {
        return config.botToken().map(String::strip).filter(token -> !token.isEmpty());
    }

    private boolean onLoopback() {
        return config.endpoint().map(URI::getHost).filter(Loopback::is).isPresent();
    }

    private Slack build() {
        com.slack.api.SlackConfig own = new com.slack.api.SlackConfig();
        own.setHttpClientCallTimeoutMillis(CALL_MILLIS);
        own.setStatsEnabled(false);
        own.getMethodsConfig().setStatsEnabled(false);
        config.endpoint().ifPresent(address -> own.setMethodsEndpointUrlPrefix(address.toString()));
        if (onLoopback()) {
            // a proxy named by the environment would carry a call to loopback off this machine
            own.setProxyUrl(null);
        }
        OkHttpClient http = SlackHttpClient.buildOkHttpClient(own)
                .newBuilder()
                .connectTimeout(Duration.ofMillis(CONNECT_MILLIS))
                .addInterceptor(new OnceOnly())
                .build();
        SlackHttpClient client = new SlackHttpClient(http);
        client.setConfig(own);
        return Slack.getInstance(own, client);
    }

    @PreDestroy
    void close() throws Exception {
        slack.close();
    }
}
