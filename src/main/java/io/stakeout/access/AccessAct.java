package io.stakeout.access;

import java.util.Map;

/**
 * Something was done to operators, sessions or tokens. Fired inside the transaction that does it, so that the record of
 * it is kept or lost together with it. Never holds a secret.
 */
public record AccessAct(Actor who, String action, String subject, Map<String, ?> details) {

    public AccessAct {
        details = Map.copyOf(details);
    }
}
