package io.stakeout.signal.playbook;

import java.util.List;

/**
 * Whether something may be executed without a person. Being armed and the guardrails come on top of it.
 *
 * @param refusals each reason against it, for people; empty when it is permitted
 */
public record Permission(List<String> refusals) {

    public Permission {
        refusals = List.copyOf(refusals);
    }

    public boolean permitted() {
        return refusals.isEmpty();
    }
}
