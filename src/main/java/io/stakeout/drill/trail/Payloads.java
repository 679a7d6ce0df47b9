package io.stakeout.drill.trail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.stakeout.drill.trail.Parcel.Item;

/**
 * Cuts what one log stream gathered into payloads that fit a record of Kinesis. CloudWatch Logs wants the events of a
 * batch in the order of their times; between payloads there is no order.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
final class Payloads {

    /** Before gzip; a record of Kinesis takes 1 MB after it. */
    private static final int MOST_BYTES = 900_000;

    private static final int MOST_EVENTS = 250;

    private static final Comparator<Item> BY_TIME =
            Comparator.comparing(Item::time).thenComparing(Item::eventId);

    private Payloads() {}

    static List<List<Item>> of(List<Item> gathered) {
        List<Item> sorted = gathered.stream().sorted(BY_TIME).toList();
        List<List<Item>> payloads = new ArrayList<>();
        List<Item> open = new ArrayList<>();
        long size = 0;
        for (Item item : sorted) {
            if (open.size() == MOST_EVENTS || !open.isEmpty() && size + item.record().length > MOST_BYTES) {
                payloads.add(open);
                open = new ArrayList<>();
                size = 0;
            }
            open.add(item);
            size += item.record().length;
        }
        payloads.add(open);
        return payloads;
    }
}
