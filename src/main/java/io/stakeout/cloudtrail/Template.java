package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Sentence.Kind;
import io.stakeout.cloudtrail.Sentence.Part;

/** One line of {@code sentences.tsv}, which documents the notation. Immutable. */
final class Template {

    private static final Pattern TOKEN = Pattern.compile("\\[([^|\\]]+)\\|([^\\]]+)]|<([^>]*)>|([^\\[<]+)");
    private static final Pattern PIECE = Pattern.compile("\\{([^}]+)}|([^{]+)");

    /** A stretch of the sentence: adds its parts, or nothing. */
    private interface Segment {
        void render(JsonNode event, boolean tried, List<Part> out);
    }

    /** One alternative of a group: its parts, or empty when an object is missing. */
    private interface Alternative {
        Optional<List<Part>> parts(JsonNode event);
    }

    private final List<Segment> segments = new ArrayList<>();
    private final Optional<String> remark;

    private Template(Optional<String> remark) {
        this.remark = remark;
    }

    /** @throws IllegalArgumentException when the notation is not kept: a mistake of ours, found when the table loads */
    static Template parse(String notation, Optional<String> remark) {
        Template template = new Template(remark);
        Matcher token = TOKEN.matcher(notation);
        int end = 0;
        while (token.find() && token.start() == end) {
            template.segments.add(segment(token));
            end = token.end();
        }
        if (end != notation.length()) {
            throw new IllegalArgumentException("Not a sentence: " + notation);
        }
        return template;
    }

    Optional<String> remark() {
        return remark;
    }

    /** @param tried whether the base form of verbs is wanted */
    void render(JsonNode event, boolean tried, List<Part> out) {
        segments.forEach(segment -> segment.render(event, tried, out));
    }

    private static Segment segment(Matcher token) {
        if (token.group(1) != null) {
            String base = token.group(1);
            String past = token.group(2);
            return (event, tried, out) -> out.add(new Part(Kind.TEXT, tried ? base : past));
        }
        if (token.group(3) != null) {
            return group(token.group(3));
        }
        String words = token.group(4);
        if (words.indexOf('{') >= 0) {
            throw new IllegalArgumentException("An object outside of <> may leave a hole: " + words);
        }
        return (event, tried, out) -> out.add(new Part(Kind.TEXT, words));
    }

    private static Segment group(String notation) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String alternative : notation.split("\\|")) {
            alternatives.add(alternative(alternative));
        }
        return (event, tried, out) -> alternatives.stream()
                .flatMap(alternative -> alternative.parts(event).stream())
                .findFirst()
                .ifPresent(out::addAll);
    }

    private static Alternative alternative(String notation) {
        if (notation.startsWith("?")) {
            int end = notation.indexOf(';');
            FieldPath flag = FieldPath.parse(notation.substring(1, end));
            List<Part> words = List.of(new Part(Kind.TEXT, notation.substring(end + 1)));
            return event -> flag.isTrue(event) ? Optional.of(words) : Optional.empty();
        }
        List<Alternative> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(notation);
        while (piece.find()) {
            pieces.add(piece.group(1) != null ? object(piece.group(1)) : words(piece.group(2)));
        }
        return event -> all(pieces, event);
    }

    private static Optional<List<Part>> all(List<Alternative> pieces, JsonNode event) {
        List<Part> parts = new ArrayList<>();
        for (Alternative piece : pieces) {
            Optional<List<Part>> found = piece.parts(event);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            parts.addAll(found.get());
        }
        return Optional.of(parts);
    }

    private static Alternative words(String text) {
        List<Part> words = List.of(new Part(Kind.TEXT, text));
        return event -> Optional.of(words);
    }

    private static Alternative object(String notation) {
        List<FieldPath> paths = new ArrayList<>();
        for (String path : notation.split(",")) {
            paths.add(FieldPath.parse(path));
        }
        return event ->
                paths.stream().flatMap(path -> path.object(event).stream()).findFirst();
    }
}
