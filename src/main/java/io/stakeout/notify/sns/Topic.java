package io.stakeout.notify.sns;

import io.stakeout.notify.Delivery;

/**
 * A topic of Amazon SNS, filled by whoever holds clients of AWS. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public interface Topic {

    /**
     * Publishes a message; blocking, some seconds at most. Failures are a {@link Delivery}, too: nothing is thrown.
     *
     * @param arn of the topic; its region is the one that is called
     * @param subject 1 to 100 characters of ASCII without controls
     * @param text at most 256 KB as UTF-8
     */
    Delivery publish(String arn, String subject, String text);
}
