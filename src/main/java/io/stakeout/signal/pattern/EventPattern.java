package io.stakeout.signal.pattern;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import software.amazon.event.ruler.Machine;

import io.stakeout.signal.yaml.Part;

/**
 * An event pattern as EventBridge knows them. AWS's event-ruler judges; the walk of our own says why, and a property
 * test holds that the two agree. Immutable once made, and thread-safe.
 */
public final class EventPattern {

    /** Values of lists can be combined; whoever writes an event could make the search long. */
    private static final int MAX_COMBINATIONS = 100_000;

    private static final String RULE = "pattern";

    private final List<Machine> machines;
    private final List<Branch> branches;
    private final boolean readsAddresses;

    private EventPattern(List<Machine> machines, List<Branch> branches) {
        this.machines = machines;
        this.branches = branches;
        this.readsAddresses =
                branches.stream().flatMap(one -> one.conditions().stream()).anyMatch(Condition::readsAddresses);
    }

    /** @throws io.stakeout.signal.yaml.Refused with the line, when event-ruler doesn't take it or we can't explain it */
    public static EventPattern of(Part part) {
        List<Branch> branches = PatternReader.read(part);
        return new EventPattern(branches.stream().map(one -> machine(part, one)).toList(), branches);
    }

    /** One for each alternative: in one machine, event-ruler 2.1 lets alternatives on the same member disturb each other. */
    private static Machine machine(Part part, Branch branch) {
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(RULE, branch.json().toString());
        } catch (IOException | RuntimeException e) {
            throw part.refused("this is no event pattern: " + firstLine(e));
        }
        return machine;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    public Answer judge(RawEvent event) {
        double combinations =
                branches.stream().mapToDouble(one -> one.combinations(event)).sum();
        if (combinations > MAX_COMBINATIONS) {
            return new Answer(false, "the lists of the event are too long to be judged");
        }
        JsonNode judged = judged(event);
        return machines.stream().allMatch(one -> one.rulesForJSONEvent(judged).isEmpty())
                ? new Answer(false, whyNot(event))
                : new Answer(true, "all of it matches");
    }

    /** What the walk of our own says, for the test that compares. */
    boolean walked(RawEvent event) {
        return branches.stream().anyMatch(one -> one.matches(event));
    }

    private String whyNot(RawEvent event) {
        Branch nearest = branches.stream()
                .min(Comparator.comparingInt(one -> one.unmet(event).size()))
                .orElseThrow();
        String why = nearest.unmet(event).stream()
                .findFirst()
                .map(one -> one.against(event))
                .orElse("its members are there, but in different elements of a list");
        return branches.size() == 1 ? why : "none of its " + branches.size() + " alternatives; of the nearest, " + why;
    }

    private JsonNode judged(RawEvent event) {
        return readsAddresses ? withoutLookalikes(event.tree()) : event.tree();
    }

    /** What only looks like an address would be looked up as a name, from where an attacker may be listening. */
    private static JsonNode withoutLookalikes(JsonNode node) {
        if (node.isTextual() && Address.isLookalike(node.textValue())) {
            return TextNode.valueOf("no address: " + node.textValue());
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), withoutLookalikes(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(withoutLookalikes(element)));
            return copy;
        }
        return node;
    }
}
