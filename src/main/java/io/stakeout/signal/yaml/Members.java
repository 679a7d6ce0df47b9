package io.stakeout.signal.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of a map, by name, in the order of the file. */
public final class Members {

    private final Part map;
    private final Map<String, Part> members;

    Members(Part map, Map<String, Part> members) {
        this.map = map;
        this.members = members;
    }

    public Set<Map.Entry<String, Part>> entries() {
        return members.entrySet();
    }

    public Optional<Part> maybe(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** @throws Refused when it isn't there */
    public Part need(String name) {
        return maybe(name).orElseThrow(() -> map.refused("'" + name + "' is missing"));
    }
}
