package io.stakeout.drill.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param path still encoded
 * @param query still encoded; empty when there is none
 * @param headers by lower-case name; several of one name are joined by commas
 */
public record Incoming(String method, String path, String query, Map<String, String> headers, byte[] body) {

    public Incoming {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
