package io.stakeout.signal.pattern;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;

import io.stakeout.cloudtrail.Text;

/**
 * That the value at a path is taken by one of these.
 *
 * @param json the same list for event-ruler
 */
record Condition(String path, List<Operator> anyOf, ArrayNode json) {

    private static final int TOLD = 3;
    private static final int SHOWN = 300;

    boolean takes(Scalar value) {
        return anyOf.stream().anyMatch(one -> one.takes(value));
    }

    boolean takesAbsence() {
        return anyOf.stream().anyMatch(Operator::takesAbsence);
    }

    boolean readsAddresses() {
        return anyOf.stream().anyMatch(Operator::readsAddresses);
    }

    /** Whether the event has a value for it, looked at alone. */
    boolean holds(RawEvent event) {
        List<RawEvent.Found> there = event.at(path);
        return there.isEmpty() ? takesAbsence() : there.stream().anyMatch(one -> takes(one.value()));
    }

    /** Why not: {@code detail.type is 'X', wants prefix 'Y'}. */
    String against(RawEvent event) {
        String wants = anyOf.stream().map(Operator::wants).collect(Collectors.joining(" or "));
        return Text.shown(path, SHOWN) + " " + is(event.at(path)) + ", wants " + Text.shown(wants, SHOWN);
    }

    private static String is(List<RawEvent.Found> there) {
        if (there.isEmpty()) {
            return "isn't there";
        }
        String values = there.stream()
                .limit(TOLD)
                .map(one -> one.value().shown())
                .distinct()
                .collect(Collectors.joining(" and "));
        int more = there.size() - TOLD;
        return "is " + values + (more > 0 ? " and " + more + " more" : "");
    }
}
