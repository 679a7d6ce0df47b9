package io.stakeout.notify.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import io.stakeout.notify.Delivery;

/**
 * One POST to one address. Redirects aren't followed, since they could lead a signed body elsewhere; of an answer nothing
 * but its status and {@code Retry-After} is read, so it can't be too long. Thread-safe.
 */
final class Wire {

    private final URI url;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /** @param direct whether a proxy of the environment is passed over: it would carry a call to loopback elsewhere */
    Wire(URI url, Duration timeout, Clock clock, boolean direct) {
        this.url = url;
        this.timeout = timeout;
        this.clock = clock;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        this.client = (direct ? builder.proxy(HttpClient.Builder.NO_PROXY) : builder).build();
    }

    /** Headers are names and values in turn. */
    Delivery post(byte[] body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return meaning(response);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return Delivery.paused("the receiver can't be reached");
        } catch (HttpTimeoutException e) {
            return Delivery.later("the receiver has not answered within " + timeout.toSeconds() + " s");
        } catch (IOException e) {
            return Delivery.later("the connection broke: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Delivery.later("stopped while it was on its way");
        }
    }

    private Delivery meaning(HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String says = "the receiver answers with " + status;
        if (status / 100 == 2) {
            return Delivery.delivered();
        }
        if (status / 100 == 3) {
            return Delivery.paused(
                    says + ", and redirects are not followed: stakeout.notify.webhook.url must be the last address");
        }
        return switch (status) {
            case 429, 503 -> pause(response, says);
            case 502, 504 -> Delivery.paused(says);
            // the secret or the address is wrong, and so for everything
            case 401, 403, 404, 410 -> Delivery.paused(says + ": check stakeout.notify.webhook.url and .secret");
            case 408, 425 -> Delivery.later(says);
            default -> status / 100 == 4 ? Delivery.refused(says) : Delivery.later(says);
        };
    }

    private Delivery pause(HttpResponse<InputStream> response, String says) {
        Optional<Duration> wanted = response.headers().firstValue("Retry-After").flatMap(this::wait);
        return new Delivery.Paused(wanted, says);
    }

    /** Seconds, or a date. */
    private Optional<Duration> wait(String text) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(Duration.between(clock.instant(), at));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
