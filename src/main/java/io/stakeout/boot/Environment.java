package io.stakeout.boot;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The settings that are needed before Quarkus runs: system properties, then environment variables, as Quarkus itself
 * will read them later.
 */
record Environment(Map<String, String> properties, Map<String, String> variables) {

    static Environment ofProcess() {
        Properties all = System.getProperties();
        Map<String, String> properties = all.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(name -> name, all::getProperty));
        return new Environment(properties, System.getenv());
    }

    /** @param key the dotted name, for example {@code stakeout.data-dir}; an empty value counts as none */
    Optional<String> get(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(properties.getOrDefault(key, variables.get(variable)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
