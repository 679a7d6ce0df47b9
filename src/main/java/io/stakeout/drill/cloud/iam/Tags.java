package io.stakeout.drill.cloud.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Parameters;

/**
 * The tags that a call sets.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
final class Tags {

    private Tags() {}

    static Map<String, String> of(Call call) throws ApiError {
        Map<String, String> tags = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        for (Parameters tag : call.parameters().list("Tags")) {
            String key = tag.text("Key");
            if (!seen.add(key.toLowerCase(Locale.ROOT))) {
                throw new ApiError(
                        "InvalidInput",
                        400,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(key, tag.find("Value").orElse(""));
        }
        return within(tags);
    }

    /** Refuses more tags than something may have. */
    static Map<String, String> within(Map<String, String> tags) throws ApiError {
        if (tags.size() > Limits.TAGS) {
            throw ApiError.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return tags;
    }

    /** The condition keys that the tags of a request are. */
    static Map<String, List<String>> keys(Map<String, String> tags) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        tags.forEach((tag, value) -> keys.put("aws:RequestTag/" + tag, List.of(value)));
        return keys;
    }

    /** What making something needs: with tags, the permission to tag as well. */
    static List<Ask> creating(Call call, Ask ask, String tagging) throws ApiError {
        Map<String, String> tags = of(call);
        List<Ask> asks = new ArrayList<>();
        asks.add(Resources.and(ask, keys(tags)));
        if (!tags.isEmpty()) {
            asks.add(Ask.of(tagging, ask.resource()).with(keys(tags)));
        }
        return asks;
    }
}
