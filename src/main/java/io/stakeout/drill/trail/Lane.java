package io.stakeout.drill.trail;

/** By which way an event leaves CloudTrail. */
public enum Lane {
    /** An event each, within seconds, at best effort. */
    EVENTBRIDGE,
    /** A trail's log group and its subscription: several events a payload, gzipped, after minutes. */
    CLOUDWATCH_LOGS
}
