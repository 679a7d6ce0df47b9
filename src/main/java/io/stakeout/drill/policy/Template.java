package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of a policy, in which variables may stand for what the request brings. What replaces a variable is plain text:
 * a star that somebody put in a tag is no wildcard. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
final class Template {

    /** A part of the value; empty when it has no text in this request. */
    private interface Piece {
        Optional<Glob> after(Glob before, Request request);
    }

    private final List<Piece> pieces;
    /** The whole value, where it doesn't depend on the request. */
    private final Optional<Glob> fixed;

    private Template(List<Piece> pieces, Optional<Glob> fixed) {
        this.pieces = List.copyOf(pieces);
        this.fixed = fixed;
    }

    /** A value whose variables are only text: of the old version of the language, or where variables have no place. */
    static Template plain(String value) {
        return new Template(List.of(), Optional.of(Glob.of(value)));
    }

    static Template withVariables(String value) {
        if (!value.contains("${")) {
            return plain(value);
        }
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (int start = value.indexOf("${"); start >= 0; start = value.indexOf("${", at)) {
            int end = value.indexOf('}', start);
            if (end < 0) {
                break;
            }
            pieces.add(wildcards(value.substring(at, start)));
            pieces.add(variable(value.substring(start + 2, end)));
            at = end + 1;
        }
        pieces.add(wildcards(value.substring(at)));
        return new Template(pieces, Optional.empty());
    }

    private static Piece wildcards(String text) {
        return (before, request) -> Optional.of(before.andWildcards(text));
    }

    private static Piece variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return (before, request) -> Optional.of(before.andLiterally(inside));
        }
        int comma = inside.indexOf(',');
        String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        Optional<String> otherwise = comma < 0
                ? Optional.empty()
                : unquoted(inside.substring(comma + 1).strip());
        return (before, request) -> request.single(key).or(() -> otherwise).map(before::andLiterally);
    }

    private static Optional<String> unquoted(String text) {
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'")
                ? Optional.of(text.substring(1, text.length() - 1))
                : Optional.empty();
    }

    /** The value in a request; empty when one of its variables has none, and then it matches nothing. */
    Optional<Glob> in(Request request) {
        if (fixed.isPresent()) {
            return fixed;
        }
        Optional<Glob> text = Optional.of(Glob.literally(""));
        for (Piece piece : pieces) {
            text = text.flatMap(before -> piece.after(before, request));
        }
        return text;
    }
}
