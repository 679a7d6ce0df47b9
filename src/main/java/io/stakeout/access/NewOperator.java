package io.stakeout.access;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.Problem;

/** An operator to be made. */
public record NewOperator(
        String name,
        String displayName,
        Role role,
        String password,
        boolean breakGlass,
        List<String> awsPrincipals,
        Optional<String> slackUserId) {

    public static final String NAME = "[a-z][a-z0-9._-]{0,63}";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    public NewOperator {
        if (name == null || !NAME_PATTERN.matcher(name).matches()) {
            throw Problem.invalid(
                    "Name not usable",
                    "name: starts with a small letter and goes on with small letters, digits, dot, _ or -,"
                            + " 64 characters at most.");
        }
        displayName = displayName == null || displayName.isBlank() ? name : displayName.strip();
        Storable.check("displayName", displayName);
        awsPrincipals.forEach(principal -> Storable.check("awsPrincipals", principal));
        Objects.requireNonNull(role);
        Passwords.check(password);
        awsPrincipals = List.copyOf(awsPrincipals);
        slackUserId.ifPresent(text -> Storable.check("slackUserId", text));
    }

    static NewOperator simple(String name, Role role, String password) {
        return new NewOperator(name, name, role, password, false, List.of(), Optional.empty());
    }

    @Override
    public String toString() {
        return "NewOperator[name=" + name + ", role=" + role + "]";
    }
}
