package io.stakeout.incident;

/**
 * By which way a record reached us. CloudWatch Logs delivers minutes late and completely, EventBridge within seconds
 * and by best effort; a file has no delivery lag that would mean anything.
 */
public enum Lane {
    /** CloudTrail by CloudWatch Logs subscription. */
    CW(true),
    /** CloudTrail by an EventBridge rule. */
    EB(true),
    /** A bare CloudTrail record on the stream or in a replayed file. */
    CT(false),
    /** Brought by an operator, for one incident only. */
    IMPORT(false),
    /** Looked up further back than what passed lately, for one incident only. */
    BACKFILL(false);

    private final boolean live;

    Lane(boolean live) {
        this.live = live;
    }

    /** Whether arrival minus event time says something about AWS's delivery. */
    public boolean live() {
        return live;
    }
}
