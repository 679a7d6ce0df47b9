package io.stakeout.brokenhouse.containment.control;

public interface AccessControl {
    interface Hold {
        void write();
    }
}
