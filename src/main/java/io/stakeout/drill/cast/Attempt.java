package io.stakeout.drill.cast;

import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Makes a call as people do who expect refusals: an error of AWS is an answer too. Any other failure is a failure of the
 * drill and goes up.
 */
final class Attempt {

    private Attempt() {}

    /** The answer, or nothing when AWS said no. */
    static <T> Optional<T> of(Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (AwsServiceException e) {
            return Optional.empty();
        }
    }

    /** Whether AWS answered with success. */
    static boolean works(Runnable call) {
        try {
            call.run();
            return true;
        } catch (AwsServiceException e) {
            return false;
        }
    }
}
