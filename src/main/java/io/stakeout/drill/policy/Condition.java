package io.stakeout.drill.policy;

import java.util.List;
import java.util.function.Predicate;

/** One key of one operator of a statement's conditions. */
interface Condition {

    boolean holds(Request request);

    /** How a key of several values is asked about. */
    enum Quantifier {
        /** Not at all: the key has one value. */
        ONE,
        ALL,
        ANY
    }

    /** {@code Null}: whether the key is absent (or, wanted by {@code false}, present). */
    record Absence(String key, List<Boolean> wanted) implements Condition {

        @Override
        public boolean holds(Request request) {
            return wanted.contains(request.values(key).isEmpty());
        }
    }

    /**
     * Any other operator. The values of the policy are alternatives, and a negated operator wants none of them. See
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
     *
     * @param ifExists a key that is absent counts as a match
     */
    record Comparison(
            Quantifier quantifier,
            Operator operator,
            boolean negated,
            boolean ifExists,
            String key,
            List<Template> expected)
            implements Condition {

        @Override
        public boolean holds(Request request) {
            List<String> values = request.values(key);
            if (values.isEmpty()) {
                return ifExists || ofAbsentKey();
            }
            List<Glob> patterns = expected.stream()
                    .flatMap(value -> value.in(request).stream())
                    .toList();
            return ofValues(values, value -> patterns.stream().anyMatch(one -> operator.matches(one, value)));
        }

        private boolean ofAbsentKey() {
            return switch (quantifier) {
                case ONE -> negated;
                case ALL -> true;
                case ANY -> false;
            };
        }

        private boolean ofValues(List<String> values, Predicate<String> matches) {
            return switch (quantifier) {
                // what several values mean here AWS leaves open: that one of them matches, or none for a negated
                // operator
                case ONE -> values.stream().anyMatch(matches) != negated;
                case ALL -> values.stream().allMatch(value -> matches.test(value) != negated);
                case ANY -> values.stream().anyMatch(value -> matches.test(value) != negated);
            };
        }
    }
}
