package io.stakeout.ingest.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The {@code detail-type}s whose {@code detail} is a CloudTrail record of a call. CloudTrail Insights come as {@code AWS
 * Insight via CloudTrail}, have no identity and are none.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudtrail.html">CloudTrail events</a>
 */
final class DetailTypes {

    private static final List<String> NAMES = List.of(
            "AWS API Call via CloudTrail",
            "AWS Console Sign In via CloudTrail",
            "AWS Service Event via CloudTrail",
            "AWS Console Action via CloudTrail");
    private static final byte[][] BYTES =
            NAMES.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    private DetailTypes() {}

    static boolean known(String detailType) {
        return NAMES.contains(detailType);
    }

    static boolean known(byte[] bytes, int from, int to) {
        for (byte[] name : BYTES) {
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }
}
