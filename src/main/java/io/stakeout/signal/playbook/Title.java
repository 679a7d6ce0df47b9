package io.stakeout.signal.playbook;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.yaml.Part;

/** The title that an incident gets: words, and members of the signal in braces. */
public record Title(String template) {

    public static final int MAX_LENGTH = 200;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private static final Map<String, Function<Signal, String>> KNOWN = Map.of(
            "type", Signal::type,
            "source", Signal::source,
            "score", signal -> Integer.toString(signal.score()),
            "title", Signal::title,
            "principal", Title::principal,
            "account", signal -> signal.account().orElse("an unknown account"),
            "region", signal -> signal.region().orElse("an unknown region"));

    static Title read(Part part) {
        String template = part.text(MAX_LENGTH);
        Matcher placeholder = PLACEHOLDER.matcher(template);
        while (placeholder.find()) {
            if (!KNOWN.containsKey(placeholder.group(1))) {
                throw part.refused("there is no {" + placeholder.group(1) + "}; known are "
                        + KNOWN.keySet().stream().sorted().collect(Collectors.joining("}, {", "{", "}")));
            }
        }
        if (PLACEHOLDER.matcher(template).replaceAll("").matches(".*[{}].*")) {
            throw part.refused("a brace of this title isn't closed or opened");
        }
        return new Title(template);
    }

    /** Fit for a screen: what the detector or a suspect wrote can't hide, reorder or fill it. */
    public String of(Signal signal) {
        String filled = PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Text.shown(KNOWN.get(found.group(1)).apply(signal), MAX_LENGTH)));
        return Text.shown(filled, MAX_LENGTH);
    }

    private static String principal(Signal signal) {
        return signal.suspects().isEmpty()
                ? "nobody named"
                : signal.suspects().get(0).value();
    }
}
