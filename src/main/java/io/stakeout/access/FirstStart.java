package io.stakeout.access;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import io.stakeout.Mode;
import io.stakeout.Problem;

/** Sees to it that somebody can sign in: the first admin, or the drill's accounts. */
@ApplicationScoped
class FirstStart {

    private final Operators operators;
    private final DrillAccounts drill;
    private final Mode mode;
    private final Optional<String> adminPassword;

    FirstStart(Operators operators, DrillAccounts drill, Mode mode, FirstStartConfig config) {
        this.operators = operators;
        this.drill = drill;
        this.mode = mode;
        this.adminPassword = config.adminPassword();
    }

    void onStart(@Observes StartupEvent event) {
        if (mode.drill()) {
            drill.list().forEach(a -> operators.reset(NewOperator.simple(a.name(), a.role(), a.password())));
        } else if (operators.none()) {
            createAdmin();
        }
    }

    private void createAdmin() {
        String password = adminPassword.orElseGet(Secrets::fresh);
        boolean created = operators.createFirst(admin(password));
        if (created && adminPassword.isEmpty()) {
            // to the terminal, not to the log: logs are kept and shipped
            System.out.printf("First start: operator admin, password %s (shown this once)%n", password);
        }
    }

    private static NewOperator admin(String password) {
        try {
            return NewOperator.simple("admin", Role.ADMIN, password);
        } catch (Problem refused) {
            throw new IllegalStateException("STAKEOUT_ADMIN_PASSWORD can't be used: " + refused.detail(), refused);
        }
    }
}
