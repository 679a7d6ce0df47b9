package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small policies over few actions, resources and conditions, so that they meet. */
final class RandomPolicies {

    /** One statement as JSON, for whom it may be put in a policy. */
    record Line(String effect, String action, String resource, String condition) {

        String json(String principal) {
            return "{\"Effect\":\"" + effect + "\"," + principal + action + "," + resource + condition + "}";
        }

        Line denying() {
            return new Line("Deny", action, resource, condition);
        }
    }

    private static final List<String> ACTIONS = List.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances");
    private static final List<String> RESOURCES = List.of("arn:aws:s3:::a/1", "arn:aws:s3:::b/2", "*");

    private RandomPolicies() {}

    static Arbitrary<Line> lines() {
        return Combinators.combine(
                        Arbitraries.of("Allow", "Allow", "Deny"),
                        Arbitraries.of(
                                "\"Action\":\"*\"",
                                "\"Action\":\"s3:*\"",
                                "\"Action\":[\"s3:GetObject\",\"ec2:*\"]",
                                "\"NotAction\":\"s3:Put*\""),
                        Arbitraries.of(
                                "\"Resource\":\"*\"",
                                "\"Resource\":\"arn:aws:s3:::a/*\"",
                                "\"NotResource\":\"arn:aws:s3:::b/?\"",
                                "\"Resource\":\"arn:aws:s3:::${aws:username}/*\""),
                        Arbitraries.of(
                                "",
                                "",
                                ",\"Condition\":{\"StringEquals\":{\"aws:username\":\"a\"}}",
                                ",\"Condition\":{\"StringNotEquals\":{\"aws:username\":\"a\"}}",
                                ",\"Condition\":{\"Null\":{\"aws:username\":\"true\"}}"))
                .as(Line::new);
    }

    static Arbitrary<List<Line>> policies() {
        return lines().list().ofMinSize(1).ofMaxSize(4);
    }

    static Arbitrary<Request> requests() {
        return Combinators.combine(Arbitraries.of(ACTIONS), Arbitraries.of(RESOURCES), Arbitraries.of("", "a", "b"))
                .as((action, resource, name) -> new Request(
                        action, resource, name.isEmpty() ? Map.of() : Map.of("aws:username", List.of(name))));
    }

    static NamedPolicy identity(List<Line> lines) {
        return NamedPolicy.inline("policy", document(lines, "", PolicyDocument.Kind.IDENTITY));
    }

    static ResourcePolicy ofResource(List<Line> lines, String principal) {
        String element = "\"Principal\":{\"AWS\":\"" + principal + "\"},";
        return new ResourcePolicy(
                NamedPolicy.inline("policy", document(lines, element, PolicyDocument.Kind.RESOURCE)),
                "111122223333",
                false);
    }

    private static PolicyDocument document(List<Line> lines, String principal, PolicyDocument.Kind kind) {
        List<String> statements = new ArrayList<>();
        lines.forEach(line -> statements.add(line.json(principal)));
        try {
            return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":" + statements + "}", kind);
        } catch (MalformedPolicy e) {
            throw new AssertionError("generated policies are well formed", e);
        }
    }
}
