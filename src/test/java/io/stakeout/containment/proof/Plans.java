package io.stakeout.containment.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans in memory, what is said of them, and AWS's answers; keeps to what the ports promise. For one thread. */
final class Plans implements Cases, Judgement, ReadBack {

    private final Map<Long, Case> cases = new TreeMap<>();
    private final List<String> said = new ArrayList<>();
    private List<ReadBackLine> answer = List.of(new ReadBackLine(1, true, "the policy is there"));
    private int reads;

    void put(Case cut) {
        cases.put(cut.plan(), cut);
    }

    void answer(List<ReadBackLine> lines) {
        answer = lines;
    }

    /** For example {@code verified}; in order. */
    List<String> said() {
        return said.stream().map(text -> text.split(" ")[0]).toList();
    }

    String last() {
        return said.get(said.size() - 1);
    }

    int reads() {
        return reads;
    }

    @Override
    public List<Case> toProve() {
        return List.copyOf(cases.values());
    }

    @Override
    public Optional<Case> of(long plan) {
        return Optional.ofNullable(cases.get(plan));
    }

    @Override
    public void verified(long plan, String text) {
        become(plan, Case.VERIFIED, text);
    }

    @Override
    public void unproven(long plan, String text) {
        become(plan, Case.UNPROVEN, text);
    }

    @Override
    public void contested(long plan, String text) {
        become(plan, Case.CONTESTED, text);
    }

    private void become(long plan, String state, String text) {
        Case cut = cases.get(plan);
        said.add(state + " " + text);
        put(new Case(
                plan,
                cut.incident(),
                cut.level(),
                cut.times(),
                state,
                cut.covers(),
                cut.cut(),
                cut.slots(),
                cut.requestIds(),
                cut.undo()));
    }

    @Override
    public List<ReadBackLine> read(long plan) {
        reads++;
        if (answer.isEmpty()) {
            throw new IllegalStateException("AWS doesn't answer");
        }
        return answer;
    }
}
