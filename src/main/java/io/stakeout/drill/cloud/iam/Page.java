package io.stakeout.drill.cloud.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Call;

/**
 * A part of a list: {@code MaxItems} (100 unless told, at most 1,000) from {@code Marker} on.
 *
 * @param marker where the next page begins, when there is one
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">Paging of a list</a>
 */
record Page<T>(List<T> items, Optional<String> marker) {

    private static final int DEFAULT = 100;
    private static final int MOST = 1_000;

    static <T> Page<T> of(Call call, List<T> all) throws ApiError {
        int size = call.parameters().number("MaxItems", DEFAULT, 1, MOST);
        int start = start(call, all.size());
        int end = Math.min(all.size(), start + size);
        return new Page<>(all.subList(start, end), end < all.size() ? Optional.of(marker(end)) : Optional.empty());
    }

    /** The answer that is one list. */
    static <T> Answer answer(Call call, String member, List<T> all, Function<T, JsonNode> view) throws ApiError {
        return Answer.of(into(Answer.node(), call, member, all, view));
    }

    static <T> ObjectNode into(ObjectNode node, Call call, String member, List<T> all, Function<T, JsonNode> view)
            throws ApiError {
        Page<T> page = of(call, all);
        ArrayNode list = node.putArray(member);
        page.items().forEach(item -> list.add(view.apply(item)));
        return page.end(node);
    }

    /** Says whether there is more, and where. */
    ObjectNode end(ObjectNode node) {
        node.put("IsTruncated", marker.isPresent());
        marker.ifPresent(next -> node.put("Marker", next));
        return node;
    }

    private static int start(Call call, int most) throws ApiError {
        Optional<String> marker = call.parameters().find("Marker");
        if (marker.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker.get()), StandardCharsets.UTF_8);
            return Math.min(most, Math.max(0, Integer.parseInt(text)));
        } catch (IllegalArgumentException e) {
            throw ApiError.validation("Invalid Marker.");
        }
    }

    private static String marker(int next) {
        byte[] text = Integer.toString(next).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
