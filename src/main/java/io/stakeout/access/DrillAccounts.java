package io.stakeout.access;

import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Mode;
import io.stakeout.ReadyLine;

/** The drill's accounts, one of each role. Their passwords are public, so they exist in drill mode only. */
@ApplicationScoped
public class DrillAccounts implements ReadyLine {

    /** An account to try out; its password is no secret. */
    public record Account(String name, Role role, String password) {}

    private final Mode mode;

    DrillAccounts(Mode mode) {
        this.mode = mode;
    }

    /** What the sign-in page offers; empty outside drill mode. */
    public List<Account> list() {
        return mode.drill()
                ? Arrays.stream(Role.values()).map(DrillAccounts::account).toList()
                : List.of();
    }

    @Override
    public List<String> lines() {
        return list().stream()
                .map(a -> "Sign in as %s with %s".formatted(a.name(), a.password()))
                .toList();
    }

    private static Account account(Role role) {
        return new Account(role.id(), role, "drill-" + role.id() + "-pass");
    }
}
