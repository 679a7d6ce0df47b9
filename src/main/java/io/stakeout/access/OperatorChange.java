package io.stakeout.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be changed of an operator; what is empty stays. An empty {@code slackUserId} string removes it. */
public record OperatorChange(
        Optional<String> displayName,
        Optional<Role> role,
        Optional<Boolean> disabled,
        Optional<Boolean> breakGlass,
        Optional<List<String>> awsPrincipals,
        Optional<String> slackUserId,
        Optional<String> password) {

    public OperatorChange {
        password.ifPresent(Passwords::check);
        displayName.ifPresent(text -> Storable.check("displayName", text));
        awsPrincipals.ifPresent(all -> all.forEach(text -> Storable.check("awsPrincipals", text)));
        slackUserId.ifPresent(text -> Storable.check("slackUserId", text));
    }

    /** Whether the operator would no longer be an enabled admin. */
    boolean takesAdmin(OperatorRow row) {
        boolean demotes = role.filter(r -> r != Role.ADMIN).isPresent();
        return row.role() == Role.ADMIN && !row.disabled && (demotes || disabled.orElse(false));
    }

    boolean changesRole(OperatorRow row) {
        return role.filter(r -> r != row.role()).isPresent();
    }

    /** Whether the operator must sign in again. */
    boolean endsSessions(OperatorRow row) {
        return changesRole(row)
                || endsTokens(row)
                || disabled.filter(d -> d != row.disabled).isPresent();
    }

    /** Whether somebody wants this operator out: then the API tokens go too. */
    boolean endsTokens(OperatorRow row) {
        return password.isPresent() || (disabled.orElse(false) && !row.disabled);
    }

    /** What changes, for the record: new values, and of the password only that it was reset. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        displayName.ifPresent(v -> told.put("displayName", v));
        role.ifPresent(v -> told.put("role", v.id()));
        disabled.ifPresent(v -> told.put("disabled", v));
        breakGlass.ifPresent(v -> told.put("breakGlass", v));
        awsPrincipals.ifPresent(v -> told.put("awsPrincipals", v));
        slackUserId.ifPresent(v -> told.put("slackUserId", v));
        password.ifPresent(v -> told.put("password", "reset"));
        return told;
    }

    @Override
    public String toString() {
        return "OperatorChange" + told();
    }
}
