package io.stakeout.access;

import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.Mode;

/** The drill's accounts, one of each role. Their passwords are public, so they exist in drill mode only. */
@ApplicationScoped
public class DrillAccounts {

    /** An account to try out; its password is no secret. */
    public record Account(String name, Role role, String password) {}

    private final Mode mode;

    DrillAccounts(@ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode) {
        this.mode = mode;
    }

    /** What the sign-in page offers; empty outside drill mode. */
    public List<Account> list() {
        return mode.drill()
                ? Arrays.stream(Role.values()).map(DrillAccounts::account).toList()
                : List.of();
    }

    private static Account account(Role role) {
        return new Account(role.id(), role, "drill-" + role.id() + "-pass");
    }
}
