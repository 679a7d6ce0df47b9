package io.stakeout.containment;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;

import io.stakeout.access.Actor;
import io.stakeout.containment.control.ContainmentConfig;

/** Ends what waited too long, and reminds of what has been in force for long. Each plan in a transaction of its own. */
@ApplicationScoped
class Deadlines {

    private final PlanLog log;
    private final ContainmentConfig config;
    private final AgroalDataSource database;

    Deadlines(PlanLog log, ContainmentConfig config, AgroalDataSource database) {
        this.log = log;
        this.config = config;
        this.database = database;
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        Instant now = log.now();
        List<Long> late = QuarkusTransaction.requiringNew()
                .call(() -> PlanRow.<PlanRow>list(
                                "state in ('awaiting-approval', 'approved') and expiresAt < ?1 order by id", now)
                        .stream()
                        .map(plan -> plan.id)
                        .toList());
        late.forEach(this::expire);
        QuarkusTransaction.requiringNew()
                .call(() -> new Due(database).plans(now.plus(config.remindBefore())))
                .forEach(this::remind);
    }

    private void expire(long id) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            boolean waits = plan.state() == PlanState.AWAITING_APPROVAL || plan.state() == PlanState.APPROVED;
            if (waits && plan.expiresAt.isBefore(log.now())) {
                String what = plan.state() == PlanState.APPROVED ? "nobody had it carried out" : "nobody approved it";
                log.move(
                        Actor.STAKEOUT,
                        plan,
                        PlanState.EXPIRED,
                        what + " until " + plan.expiresAt + "; nothing was changed");
            }
        });
    }

    private void remind(long id) {
        QuarkusTransaction.requiringNew().run(() -> {
            PlanRow plan = PlanRow.forChange(id);
            Instant now = log.now();
            new Due(database)
                    .reminded(id, now.plus(config.remindBefore()), now)
                    .ifPresent(expires -> log.say(
                            Actor.STAKEOUT,
                            plan,
                            "reminder",
                            "is in force until somebody looks at it again: due " + expires + ", drafted by "
                                    + plan.draftedBy));
        });
    }
}
