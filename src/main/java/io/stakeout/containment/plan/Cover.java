package io.stakeout.containment.plan;

/** What of an identity's calls a plan stops, least first: only what it should have stopped speaks against it. */
public enum Cover {
    /** Nothing, since somebody said so: what comes of it later isn't the plan's either. */
    LEFT_OUT("left-out"),
    /** Nothing: it is in the plan's lineage, and left open. */
    NONE("none"),
    /** What a password or the like opens, of somebody who isn't in the plan: new sign-ins and the sessions after them. */
    SIGN_INS("sign-ins"),
    /** Whatever isn't signed by a long-term key, new sessions included: those are what it may not have. */
    SESSIONS("sessions"),
    /** Everything that a user's policies decide: not {@code GetSessionToken}, and what that hands out all the same. */
    USER("user"),
    /** Every call. */
    ALL("all");

    private final String id;

    Cover(String id) {
        this.id = id;
    }

    /** In the API and in a room's entries. */
    public String id() {
        return id;
    }

    Cover or(Cover other) {
        return compareTo(other) < 0 ? other : this;
    }
}
