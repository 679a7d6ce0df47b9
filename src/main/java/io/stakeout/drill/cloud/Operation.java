package io.stakeout.drill.cloud;

import java.util.List;
import java.util.Set;

/**
 * One call of an API: which permissions it needs, what it does, and how CloudTrail tells of it.
 *
 * @param readOnly as CloudTrail tells it
 * @param records whether {@code responseElements} are told; of most reads they aren't
 * @param dataEvent whether it is a data event, not a management event
 * @param hidden names of parameters that CloudTrail leaves out
 */
public record Operation(
        Api api,
        String name,
        boolean readOnly,
        boolean records,
        boolean dataEvent,
        Set<String> hidden,
        Needs needs,
        Effect effect) {

    /** Which permissions a call needs; it looks at what authorisation sees. */
    public interface Needs {
        List<Ask> of(Call call) throws ApiError;
    }

    /** What a call does, once it is allowed. */
    public interface Effect {
        Answer of(Call call) throws ApiError;
    }

    /** A call that only looks. */
    public static Operation read(Api api, String name, Needs needs, Effect effect) {
        return new Operation(api, name, true, false, false, Set.of(), needs, effect);
    }

    /** A call that changes something. */
    public static Operation write(Api api, String name, Needs needs, Effect effect) {
        return new Operation(api, name, false, true, false, Set.of(), needs, effect);
    }

    public Operation recording() {
        return new Operation(api, name, readOnly, true, dataEvent, hidden, needs, effect);
    }

    public Operation asDataEvent() {
        return new Operation(api, name, readOnly, records, true, hidden, needs, effect);
    }

    public Operation hiding(String... parameters) {
        return new Operation(api, name, readOnly, records, dataEvent, Set.of(parameters), needs, effect);
    }
}
