package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The forms and lengths of AWS's identifiers (models of the IAM, STS and EC2 APIs). What does not fit is not there. */
final class Forms {

    static final int MAX_TEXT = 256;
    static final int MAX_ARN = 2048;
    /** Elements of a list that are read. */
    static final int MAX_LIST = 100;

    /** AWS writes it in place of what it keeps from the log. */
    private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    private static final Pattern KEY = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,128}");
    /** Of eight or of seventeen hexadecimal digits; public data that is made anonymous has other letters. */
    private static final Pattern INSTANCE = Pattern.compile("i-[0-9A-Za-z]{1,64}");

    private Forms() {}

    static Optional<String> text(JsonNode root, String... path) {
        return Nodes.text(root, path).filter(text -> text.length() <= MAX_TEXT).filter(text -> !text.equals(HIDDEN));
    }

    static Optional<String> key(JsonNode root, String... path) {
        return text(root, path).filter(text -> KEY.matcher(text).matches());
    }

    /** The name of an IAM user or role. */
    static Optional<String> name(JsonNode root, String... path) {
        return text(root, path).filter(text -> NAME.matcher(text).matches());
    }

    static Optional<String> instance(JsonNode root, String... path) {
        return text(root, path).filter(text -> INSTANCE.matcher(text).matches());
    }

    static Optional<Arn> arn(JsonNode root, String... path) {
        return Nodes.text(root, path).flatMap(Arn::of);
    }

    static boolean isAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    /** The first elements of a list, at most {@value #MAX_LIST}; none when it is no list. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> first = new ArrayList<>();
        for (int i = 0; node.isArray() && i < Math.min(node.size(), MAX_LIST); i++) {
            first.add(node.get(i));
        }
        return first;
    }

    /** As {@link #list}; what is no list is a list of itself, as in policies. */
    static List<JsonNode> oneOrMore(JsonNode node) {
        return node.isArray() ? list(node) : List.of(node);
    }
}
