package io.stakeout.signal.finding;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Text;

/**
 * The members of an object that has to be exactly so; what isn't becomes a complaint that names the member. Lengths are
 * counted in characters of Unicode, as JSON Schema does.
 */
final class Members {

    private static final int MAX_NAME = 60;
    private static final int MAX_SCORE = 100;
    private static final int MAX_MOMENT = 30;
    private static final Pattern SOMETHING = Pattern.compile("[^\\t-\\r ]");
    private static final Pattern UTC = Pattern.compile("(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}"
            + "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z");

    private final JsonNode object;
    private final String prefix;
    private final Complaints complaints;

    Members(JsonNode object, String prefix, Complaints complaints) {
        this.object = object;
        this.prefix = prefix;
        this.complaints = complaints;
    }

    void wrong(String name, String what) {
        complaints.add(prefix + name, what);
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Complains of every member that isn't one of these. */
    void only(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        Text.shown(name, MAX_NAME),
                        "isn't known; use "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    /** Not blank, at most {@code most} characters, and of a form. */
    Optional<String> text(String name, int most, Pattern form, String what) {
        JsonNode node = object.path(name);
        Optional<String> fault = fault(node, most);
        if (fault.isEmpty() && !form.matcher(node.textValue()).matches()) {
            fault = Optional.of("must be " + what);
        }
        fault.ifPresent(text -> wrong(name, text));
        return fault.isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static Optional<String> fault(JsonNode node, int most) {
        if (node.isMissingNode()) {
            return Optional.of("is missing");
        }
        if (!node.isTextual()) {
            return Optional.of("must be a string");
        }
        String text = node.textValue();
        if (text.codePointCount(0, text.length()) > most) {
            return Optional.of("must have at most " + most + " characters");
        }
        return SOMETHING.matcher(text).find() ? Optional.empty() : Optional.of("must not be blank");
    }

    /** A whole number from 0 to 100, however it is written. */
    Optional<Integer> score(String name) {
        JsonNode node = object.path(name);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (value >= 0 && value <= MAX_SCORE && value == Math.rint(value)) {
            return Optional.of((int) value);
        }
        wrong(name, node.isMissingNode() ? "is missing" : "must be a whole number from 0 to 100");
        return Optional.empty();
    }

    Optional<Members> object(String name) {
        JsonNode node = object.path(name);
        if (node.isObject()) {
            return Optional.of(new Members(node, prefix + name + ".", complaints));
        }
        wrong(name, node.isMissingNode() ? "is missing" : "must be an object");
        return Optional.empty();
    }

    /** A list of strings that may be left out, or empty. */
    List<String> lines(String name, int most, int longest) {
        JsonNode node = object.path(name);
        List<String> lines = new ArrayList<>();
        if (node.isMissingNode()) {
            return lines;
        }
        if (!node.isArray() || node.size() > most) {
            wrong(name, "must be a list of at most " + most + " strings");
            return lines;
        }
        for (int i = 0; i < node.size(); i++) {
            line(name + "[" + i + "]", node.get(i), longest).ifPresent(lines::add);
        }
        return lines;
    }

    private Optional<String> line(String name, JsonNode node, int longest) {
        Optional<String> fault = fault(node, longest);
        fault.ifPresent(text -> wrong(name, text));
        return fault.isEmpty() ? Optional.of(node.textValue()) : Optional.empty();
    }

    Optional<Instant> moment(String name, Instant latest) {
        String form = "a moment in UTC, such as 2026-01-10T03:16:34Z";
        return text(name, MAX_MOMENT, UTC, form).flatMap(text -> moment(name, text, latest));
    }

    private Optional<Instant> moment(String name, String text, Instant latest) {
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isAfter(latest)) {
                return Optional.of(moment);
            }
            wrong(name, "lies more than 24 hours in the future");
        } catch (DateTimeException e) {
            wrong(name, "is no day of the calendar");
        }
        return Optional.empty();
    }
}
