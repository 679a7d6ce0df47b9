package io.stakeout.ingest.pipe;

import java.util.Arrays;

/** A kind of thing that the pipeline is made of, and how ARNs name it. */
enum Part {
    TRAIL("trail", "trails", "cloudtrail", "trail/"),
    LOG_GROUP("log group", "log-groups", "logs", "log-group:"),
    FILTER("subscription filter", "subscription-filters", "", ""),
    RULE("rule", "rules", "events", "rule/"),
    BUS("event bus", "buses", "events", "event-bus/"),
    STREAM("stream", "streams", "kinesis", "stream/"),
    TABLE("lease table", "tables", "dynamodb", "table/"),
    KEY("key", "keys", "kms", ""),
    ROLE("role", "roles", "iam", "role/");

    private final String label;
    private final String setting;
    private final String service;
    private final String prefix;

    Part(String label, String setting, String service, String prefix) {
        this.label = label;
        this.setting = setting;
        this.service = service;
        this.prefix = prefix;
    }

    /** As people say it. */
    String label() {
        return label;
    }

    /** The setting under {@code stakeout.pipeline} that names ours. */
    String setting() {
        return "stakeout.pipeline." + setting;
    }

    /** Whether an ARN of this service and resource names such a thing. */
    boolean named(String arnService, String resource) {
        return !service.isEmpty() && service.equals(arnService) && resource.startsWith(prefix);
    }

    /** The name in the resource of an ARN; of a key its id, or {@code alias/NAME}. */
    String name(String resource) {
        String rest = resource.substring(prefix.length());
        return switch (this) {
            case LOG_GROUP -> until(rest, ':');
            case STREAM, TABLE -> until(rest, '/');
            case RULE, ROLE -> rest.substring(rest.lastIndexOf('/') + 1);
            case KEY -> rest.startsWith("key/") ? rest.substring("key/".length()) : rest;
            default -> rest;
        };
    }

    private static String until(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** @param word as {@code calls.tsv} writes it, for example {@code log-group} */
    static Part of(String word) {
        return Arrays.stream(values())
                .filter(part -> part.name().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part of a pipeline: " + word));
    }
}
