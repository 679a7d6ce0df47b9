package io.stakeout.containment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.proof.ReadBack;
import io.stakeout.containment.proof.ReadBackLine;

/** Reads in AWS what an execution left there. */
@ApplicationScoped
class ExecutionReadBack implements ReadBack {

    private record Left(int n, Slot slot, io.stakeout.containment.plan.Change change, Optional<String> value) {}

    private final AccessControl control;

    ExecutionReadBack(AccessControl control) {
        this.control = control;
    }

    @Override
    public List<ReadBackLine> read(long plan) {
        Map<String, List<Left>> byAccount = new HashMap<>();
        left(plan)
                .values()
                .forEach(left -> byAccount
                        .computeIfAbsent(left.slot().account(), account -> new ArrayList<>())
                        .add(left));
        List<ReadBackLine> lines = new ArrayList<>();
        byAccount.forEach((account, of) -> {
            List<Slot> slots = of.stream().map(Left::slot).distinct().toList();
            try (AccessControl.Hold hold = control.open(account, "proof-" + plan, slots)) {
                of.forEach(left -> lines.add(line(left, hold.read(left.slot()))));
            }
        });
        lines.sort(Comparator.comparingInt(ReadBackLine::n));
        return lines;
    }

    /** Of a statement that was written twice the newer is what has to be there. */
    private static Map<String, Left> left(long plan) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Map<String, Left> left = new HashMap<>();
            for (StepRow row : StepRow.of(plan)) {
                if (row.holds()) {
                    var step = row.step();
                    left.put(
                            row.slot + " " + key(step.change()),
                            new Left(row.n, step.slot(), step.change(), row.after()));
                }
            }
            return left;
        });
    }

    private static String key(io.stakeout.containment.plan.Change change) {
        return change instanceof io.stakeout.containment.plan.Change.AddStatement add ? add.sid() : "";
    }

    private static ReadBackLine line(Left left, Optional<String> present) {
        boolean ok = StepWork.holds(left.change(), left.value(), present);
        return new ReadBackLine(
                left.n(),
                ok,
                ok ? "holds: AWS says so" : "does NOT hold any more: AWS has " + present.orElse("nothing there"));
    }
}
