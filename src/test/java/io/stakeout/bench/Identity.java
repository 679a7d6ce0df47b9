package io.stakeout.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Where in a record whoever made the call is named. */
final class Identity {

    private static final List<String[]> PATHS = Stream.of(
                    "userIdentity accessKeyId",
                    "userIdentity arn",
                    "userIdentity principalId",
                    "userIdentity userName",
                    "userIdentity sessionContext sessionIssuer arn",
                    "userIdentity sessionContext sessionIssuer principalId",
                    "userIdentity sessionContext sessionIssuer userName",
                    "userIdentity sessionContext sourceIdentity",
                    "userIdentity onBehalfOf userId",
                    "sourceIPAddress")
            .map(path -> path.split(" "))
            .toList();

    /** The last names of the paths. */
    static final Set<String> NAMES =
            PATHS.stream().map(path -> path[path.length - 1]).collect(Collectors.toUnmodifiableSet());

    private Identity() {}

    static Stream<String> values(JsonNode record) {
        return PATHS.stream().map(path -> {
            JsonNode node = record;
            for (String name : path) {
                node = node.path(name);
            }
            return node.asText();
        });
    }

    /** A rule of event-ruler: the identifier in any of the places. */
    static String rule(String identifier) {
        return "{\"$or\":[" + PATHS.stream().map(path -> rule(path, identifier)).collect(Collectors.joining(","))
                + "]}";
    }

    private static String rule(String[] path, String identifier) {
        String before = Arrays.stream(path).map(name -> "{\"" + name + "\":").collect(Collectors.joining());
        return before + "[\"" + identifier + "\"]" + "}".repeat(path.length);
    }
}
