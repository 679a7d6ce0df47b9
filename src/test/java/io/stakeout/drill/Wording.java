package io.stakeout.drill;

import java.util.EnumSet;
import java.util.Set;

import io.stakeout.drill.cast.Scenery;

/**
 * What a policy of {@link DeniedStaysDeniedTest} says, and whom it thereby refuses {@code s3:ListAllMyBuckets} wherever it
 * reaches them. That is written down here by hand: no evaluator is asked.
 */
enum Wording {
    ALLOW_ALL(statement("Allow", "\"Action\":\"*\"", ""), nobody()),
    ALLOW_S3(statement("Allow", "\"Action\":[\"s3:List*\",\"s3:Get*\"]", ""), nobody()),
    DENY_ALL(statement("Deny", "\"Action\":\"*\"", ""), everybody()),
    DENY_S3(statement("Deny", "\"Action\":\"s3:*\"", ""), everybody()),
    DENY_BUT_IAM(statement("Deny", "\"NotAction\":\"iam:*\"", ""), everybody()),
    DENY_ELSEWHERE(statement("Deny", "\"Action\":[\"s3:PutObject\",\"sts:GetFederationToken\"]", ""), nobody()),
    DENY_USER(statement("Deny", "\"Action\":\"s3:*\"", principal("user/" + Scenery.LEAKED)), EnumSet.of(Subject.USER)),
    DENY_ROLE(
            statement("Deny", "\"Action\":\"s3:*\"", principal("role/" + Scenery.DEPLOY_ROLE)),
            EnumSet.of(Subject.SESSION)),
    /** Reaches sessions only: a long-term key has no time of issue. */
    DENY_OLD_SESSIONS(
            statement(
                    "Deny",
                    "\"Action\":\"*\"",
                    ",\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2999-01-01T00:00:00Z\"}}"),
            EnumSet.of(Subject.SESSION)),
    /** A managed policy that allows by its first version and denies by its second. */
    VERSIONED(ALLOW_ALL.statement, nobody());

    /** Who calls. */
    enum Subject {
        /** The leaked user, with its key. */
        USER,
        /** A session of the deployment role. */
        SESSION
    }

    private final String statement;
    private final Set<Subject> refused;

    Wording(String statement, Set<Subject> refused) {
        this.statement = statement;
        this.refused = Set.copyOf(refused);
    }

    /** Whom it refuses, of those whom it reaches. */
    Set<Subject> refused() {
        return refused;
    }

    /** The bare statement as a policy. */
    String document() {
        return policy(statement);
    }

    /** The statement beside one that allows everything, so that it can be a boundary too. */
    String besideAllow() {
        return policy(ALLOW_ALL.statement + "," + statement);
    }

    private static String policy(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static String statement(String effect, String action, String condition) {
        return "{\"Effect\":\"" + effect + "\"," + action + ",\"Resource\":\"*\"" + condition + "}";
    }

    private static String principal(String name) {
        return ",\"Condition\":{\"ArnEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::" + Scenery.WORKLOAD + ":" + name
                + "\"}}";
    }

    private static Set<Subject> everybody() {
        return EnumSet.allOf(Subject.class);
    }

    private static Set<Subject> nobody() {
        return EnumSet.noneOf(Subject.class);
    }
}
