package io.stakeout.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.stakeout.access.AccessAct;

/** Writes down what is done to operators, sessions and tokens, in the transaction that does it. */
@ApplicationScoped
class AccessRecorder {

    private final AuditLog log;

    AccessRecorder(AuditLog log) {
        this.log = log;
    }

    void onAct(@Observes AccessAct act) {
        log.append(act.who(), act.action(), act.subject(), act.details());
    }
}
