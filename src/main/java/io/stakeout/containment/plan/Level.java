package io.stakeout.containment.plan;

import java.util.Arrays;
import java.util.Optional;

/** How hard a plan cuts, mildest first. */
public enum Level {
    /** Nothing is changed: only watched. */
    OBSERVE("L0", "Observe"),
    /** Minting credentials, persisting and tampering with logs is denied; everything else goes on. */
    CLIP("L1", "Clip"),
    /** Only the suspect's sessions are cut; others of the same role go on. */
    SESSION("L2", "Sessions"),
    /** The suspect's principals, and every session and credential that came from them. */
    PRINCIPAL("L3", "Principal"),
    /** Also their own long-term keys and passwords are switched off. */
    KEYS("L4", "Keys and password"),
    /** The whole account: a checklist for people, nothing is executed. */
    ACCOUNT("L5", "Account");

    private final String id;
    private final String title;

    Level(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** {@code L0} to {@code L5}, as in the API and the database. */
    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether anything of it is carried out by Stakeout; else it is for people to see and to do. */
    public boolean executed() {
        return this != OBSERVE && this != ACCOUNT;
    }

    /** Whether it cuts all that the other does, and more or the same. */
    public boolean atLeast(Level other) {
        return ordinal() >= other.ordinal();
    }

    public static Optional<Level> byId(String id) {
        return Arrays.stream(values()).filter(level -> level.id.equals(id)).findFirst();
    }
}
