package io.stakeout.containment;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.restassured.path.json.JsonPath;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.containment.control.Directory;

/** Processes that execute plans, beside the one that the test runs in. */
@Alternative
@ApplicationScoped
class Nodes {

    private final ExecutionLedger ledger;
    private final ExecutionStep steps;
    private final ExecutionEvidence evidence;
    private final Choke choke;
    private final AccessControl control;
    private final Directory directory;
    private final ContainmentConfig config;
    private final Clock clock;
    private final CutStage stage;

    Nodes(
            ExecutionLedger ledger,
            ExecutionStep steps,
            ExecutionEvidence evidence,
            Choke choke,
            AccessControl control,
            Directory directory,
            ContainmentConfig config,
            Clock clock,
            CutStage stage) {
        this.ledger = ledger;
        this.steps = steps;
        this.evidence = evidence;
        this.choke = choke;
        this.control = control;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.stage = stage;
    }

    Execution fresh() {
        return again(NodeLife.of("node-" + UUID.randomUUID()));
    }

    /** The same node after a restart. */
    Execution again(NodeLife former) {
        return new Execution(
                ledger, steps, evidence, choke, control, directory, config, clock, NodeLife.of(former.node()));
    }

    /** An approved plan that this node and no other executes. */
    void give(JsonPath plan, Execution node) {
        stage.sql(
                "update plan set state = 'executing', executed_by = 'somebody', owner = ?, beat_at = now() where id = ?",
                node.self.owner(),
                plan.getLong("id"));
    }

    /** Nobody has heard of whoever executes it. */
    void forsake(JsonPath plan) {
        stage.sql("update plan set beat_at = now() - interval '2 minutes' where id = ?", plan.getLong("id"));
    }
}
