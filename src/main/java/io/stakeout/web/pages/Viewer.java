package io.stakeout.web.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.stakeout.access.Role;

/** Who looks at a page, as its bar shows them. */
public record Viewer(String name, String displayName, Role role) {

    public String initials() {
        String letters = Arrays.stream(displayName.split("[\\s._-]+"))
                .filter(part -> !part.isEmpty())
                .limit(2)
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining());
        return letters.toUpperCase(Locale.ROOT);
    }

    public boolean responder() {
        return role.includes(Role.RESPONDER);
    }

    public boolean admin() {
        return role.includes(Role.ADMIN);
    }
}
