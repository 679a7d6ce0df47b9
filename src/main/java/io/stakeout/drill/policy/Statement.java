package io.stakeout.drill.policy;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param allows {@code Effect}; otherwise it denies
 * @param who empty in policies that are attached to whom they are about
 * @param resources empty in a trust policy, which is about its role
 */
record Statement(
        boolean allows, Optional<Who> who, Actions actions, Optional<Resources> resources, List<Condition> conditions) {

    /**
     * {@code Action} or {@code NotAction}. See
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
     */
    record Actions(boolean negated, List<Glob> patterns) {

        boolean match(String action) {
            return patterns.stream().anyMatch(pattern -> pattern.matchesAnyCase(action)) != negated;
        }
    }

    /**
     * {@code Resource} or {@code NotResource}. See
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
     */
    record Resources(boolean negated, List<Template> patterns) {

        boolean match(Request request) {
            return negated ? noneMatches(request) : patterns.stream().anyMatch(pattern -> matches(pattern, request));
        }

        private static boolean matches(Template pattern, Request request) {
            return pattern.in(request)
                    .filter(glob -> glob.matches(request.resource()))
                    .isPresent();
        }

        /** A variable without a value makes the statement invalid: it must not come to mean "all resources". */
        private boolean noneMatches(Request request) {
            return patterns.stream()
                    .allMatch(pattern -> pattern.in(request)
                            .filter(glob -> !glob.matches(request.resource()))
                            .isPresent());
        }
    }

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether the statement is about the request, whoever makes it. */
    boolean matches(Request request) {
        return actions.match(request.action())
                && resources.map(all -> all.match(request)).orElse(true)
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }
}
