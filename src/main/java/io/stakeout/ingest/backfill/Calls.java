package io.stakeout.ingest.backfill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls to AWS, one after the other and never faster than agreed. What may pass is asked again after a pause that doubles;
 * what won't is a {@link SourceFailed} at once. The clients' own retries are off: they would not keep to the pace.
 */
final class Calls {

    /**
     * A page of an answer.
     *
     * @param next the token of the next page; empty: it was the last
     */
    record Answer(List<byte[]> records, Optional<String> next) {}

    /** Takes a page; says whether more is wanted. */
    @FunctionalInterface
    interface Taker {
        boolean take(Answer answer);
    }

    private static final int ATTEMPTS = 8;
    private static final int SERVER_ERROR = 500;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What is said to a token that is too old: AWS keeps them for a day at most. */
    private static final Set<String> STALE = Set.of("InvalidNextTokenException", "InvalidParameterException");

    private final String source;
    private final Duration pace;
    private final Pause pause;

    /** @param source for people */
    Calls(String source, Duration pace, Pause pause) {
        this.source = source;
        this.pace = pace;
        this.pause = pause;
    }

    /**
     * Asks page by page.
     *
     * @param from where to go on; when AWS doesn't know that place any more, from the beginning
     * @return whether all of it was wanted
     */
    boolean pages(Optional<String> from, Function<Optional<String>, Answer> asking, Taker taker) {
        Answer answer = first(from, asking);
        while (taker.take(answer)) {
            Optional<String> token = answer.next();
            if (token.isEmpty()) {
                return true;
            }
            answer = answered(() -> asking.apply(token));
        }
        return false;
    }

    private Answer first(Optional<String> from, Function<Optional<String>, Answer> asking) {
        try {
            return answered(() -> asking.apply(from));
        } catch (SourceFailed e) {
            boolean stale = e.getCause() instanceof AwsServiceException refused && STALE.contains(code(refused));
            if (from.isEmpty() || !stale) {
                throw e;
            }
            return answered(() -> asking.apply(Optional.empty()));
        }
    }

    private <T> T answered(Supplier<T> call) {
        Duration longer = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                T answer = call.get();
                pause.of(pace);
                return answer;
            } catch (SdkException e) {
                if (!mayPass(e) || attempt == ATTEMPTS) {
                    throw new SourceFailed(sentence(e, attempt), e);
                }
                pause.of(longer);
                longer = longer.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? longer.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static boolean mayPass(SdkException e) {
        return e instanceof AwsServiceException refused
                ? refused.isThrottlingException() || refused.statusCode() >= SERVER_ERROR
                : e.retryable();
    }

    private String sentence(SdkException e, int attempts) {
        String what = e instanceof AwsServiceException refused
                ? code(refused)
                : e.getClass().getSimpleName();
        return "Not all of " + source + " could be read: " + what + (attempts > 1 ? ", " + attempts + " times" : "")
                + detail(e) + ".";
    }

    private static String detail(SdkException e) {
        String message = e instanceof AwsServiceException refused && refused.awsErrorDetails() != null
                ? refused.awsErrorDetails().errorMessage()
                : e.getMessage();
        return message == null || message.isBlank() ? "" : " (" + Line.of(message) + ")";
    }

    private static String code(AwsServiceException refused) {
        return refused.awsErrorDetails() == null
                ? "HTTP status " + refused.statusCode()
                : refused.awsErrorDetails().errorCode();
    }
}
