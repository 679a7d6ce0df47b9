package io.stakeout.drill.cloud.s3;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A page of what is in a bucket. Objects whose names go on after a delimiter are rolled up into one common prefix, which
 * counts as one.
 *
 * @param truncated whether there is more
 * @param last the object or prefix that the next page comes after; empty when the page is
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
record Listing(List<Objects.Stored> objects, List<String> prefixes, boolean truncated, String last) {

    /**
     * What is asked for.
     *
     * @param delimiter empty for none
     * @param after the object or common prefix that the page before ended with; empty for the first
     */
    record Wish(String prefix, String delimiter, String after, int most) {

        /** The common prefix that an object is rolled up into; empty when it is told itself. */
        private String rolledUp(String key) {
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            return end < 0 ? "" : key.substring(0, end + delimiter.length());
        }
    }

    /** @param candidates those with the wish's prefix, after its start, in order */
    static Listing of(List<Objects.Stored> candidates, Wish wish) {
        List<Objects.Stored> objects = new ArrayList<>();
        Set<String> prefixes = new LinkedHashSet<>();
        String last = "";
        for (Objects.Stored object : candidates) {
            String common = wish.rolledUp(object.key());
            boolean told = !common.isEmpty() && (prefixes.contains(common) || common.equals(wish.after()));
            if (told) {
                continue;
            }
            if (objects.size() + prefixes.size() == wish.most()) {
                return new Listing(objects, List.copyOf(prefixes), true, last);
            }
            if (common.isEmpty()) {
                objects.add(object);
            } else {
                prefixes.add(common);
            }
            last = common.isEmpty() ? object.key() : common;
        }
        return new Listing(objects, List.copyOf(prefixes), false, last);
    }

    int size() {
        return objects.size() + prefixes.size();
    }
}
