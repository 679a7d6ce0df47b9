package io.stakeout.containment.proof;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;

/** Where nobody keeps plans there is nothing to prove: gives way to whoever implements these ports. */
@DefaultBean
@ApplicationScoped
class NoPlans implements Cases, Judgement, ReadBack {

    @Override
    public List<Case> toProve() {
        return List.of();
    }

    @Override
    public Optional<Case> of(long plan) {
        return Optional.empty();
    }

    @Override
    public void verified(long plan, String text) {
        throw noSuch(plan);
    }

    @Override
    public void unproven(long plan, String text) {
        throw noSuch(plan);
    }

    @Override
    public void contested(long plan, String text) {
        throw noSuch(plan);
    }

    @Override
    public List<ReadBackLine> read(long plan) {
        throw noSuch(plan);
    }

    private static IllegalStateException noSuch(long plan) {
        return new IllegalStateException("nobody keeps plan " + plan);
    }
}
