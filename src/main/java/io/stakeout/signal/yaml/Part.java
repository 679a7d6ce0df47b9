package io.stakeout.signal.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A piece of a file that a person wrote: a map, a list or a value, with its line. Each method says what is expected, and
 * refuses everything else with a sentence for that person.
 */
public final class Part {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

    private final Node node;

    Part(Node node) {
        this.node = node;
    }

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    public Refused refused(String reason) {
        return new Refused(line(), reason);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it is a value in quotes: a text, whatever it looks like. */
    public boolean isQuoted() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
    }

    /** Whether a value without quotes is something else than a text to YAML: null, a number, yes or no. */
    public boolean isPlainSpecial() {
        return node instanceof ScalarNode
                && !isQuoted()
                && !Set.of(Tag.STR, Tag.TIMESTAMP).contains(node.getTag());
    }

    /** A map with these members at most; without any name, with whatever members it has. */
    public Members members(String... known) {
        if (!(node instanceof MappingNode map)) {
            throw refused("members are expected here (name: value), not " + kind());
        }
        Map<String, Part> members = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Part key = new Part(tuple.getKeyNode());
            String name = key.written();
            if (known.length > 0 && !Set.of(known).contains(name)) {
                throw key.refused("there is no member '" + name + "' here; known are " + String.join(", ", known));
            }
            if (members.put(name, new Part(tuple.getValueNode())) != null) {
                throw key.refused("'" + name + "' is here twice");
            }
        }
        return new Members(this, members);
    }

    public List<Part> list(int most) {
        if (!(node instanceof SequenceNode list)) {
            throw refused("a list is expected here ([…]), not " + kind());
        }
        if (list.getValue().size() > most) {
            throw refused("more than " + most + " in one list");
        }
        return list.getValue().stream().map(Part::new).toList();
    }

    /** A value that isn't empty, as text. */
    public String text(int most) {
        String text = written();
        if (text.isBlank()) {
            throw refused("a text is expected here, not nothing");
        }
        if (text.length() > most) {
            throw refused("longer than " + most + " characters");
        }
        return text;
    }

    public int whole(int least, int most) {
        String text = isQuoted() ? "" : written();
        int number = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : most + 1;
        if (number < least || number > most) {
            throw refused("a number from " + least + " to " + most + " is expected here");
        }
        return number;
    }

    public boolean flag() {
        String text = isQuoted() ? "" : written();
        if (!text.equals("true") && !text.equals("false")) {
            throw refused("true or false is expected here");
        }
        return text.equals("true");
    }

    public LocalDate date() {
        try {
            return LocalDate.parse(written());
        } catch (DateTimeException e) {
            throw refused("a day is expected here, such as 2027-01-31");
        }
    }

    /** @param options what there is, for the sentence when it is none of them */
    public <T> T oneOf(Function<String, Optional<T>> known, String options) {
        return known.apply(written()).orElseThrow(() -> refused("one of " + options + " is expected here"));
    }

    /** A value as it stands in the file, without its quotes. */
    public String written() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refused("a value is expected here, not " + kind());
    }

    /** A list with these texts and then this. Whoever reads it still sees the line of this. */
    public Part listed(String... before) {
        List<Node> values = new ArrayList<>();
        for (String text : before) {
            values.add(text(text, ScalarStyle.DOUBLE_QUOTED));
        }
        values.add(node);
        return new Part(
                new SequenceNode(Tag.SEQ, true, values, node.getStartMark(), node.getEndMark(), FlowStyle.FLOW));
    }

    /** A map with these members in the place of this. */
    public Part replaced(Map<String, Part> members) {
        List<NodeTuple> tuples = new ArrayList<>();
        members.forEach((name, part) -> tuples.add(new NodeTuple(text(name, ScalarStyle.PLAIN), part.node)));
        return new Part(new MappingNode(Tag.MAP, true, tuples, node.getStartMark(), node.getEndMark(), FlowStyle.FLOW));
    }

    private Node text(String text, ScalarStyle style) {
        return new ScalarNode(Tag.STR, text, node.getStartMark(), node.getEndMark(), style);
    }

    private String kind() {
        return isMap() ? "members" : isList() ? "a list" : "a value";
    }
}
