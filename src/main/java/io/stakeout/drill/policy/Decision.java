package io.stakeout.drill.policy;

import java.util.Optional;

/** What becomes of a request. */
public sealed interface Decision {

    /**
     * The request is allowed.
     *
     * @param type what settled it; {@link PolicyType#INTRINSIC} for calls that need no permission
     * @param policy the name of a policy that allows it; empty where none had to
     */
    record Allowed(PolicyType type, Optional<String> policy) implements Decision {}

    /**
     * The request is denied.
     *
     * @param explicit by a Deny; otherwise for want of an Allow
     * @param type where the Deny stands, or where the Allow is missing
     * @param policyArn of the policy that denies; empty for an inline policy and an implicit deny
     */
    record Denied(boolean explicit, PolicyType type, Optional<String> policyArn) implements Decision {

        /**
         * The end of the sentence "User: … is not authorized to perform: …", as AWS words it; the words for the limits
         * of credentials are ours, since AWS has none. See
         * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
         *
         * @param action as it was evaluated, {@code service:Action}
         */
        public String because(String action) {
            if (explicit) {
                return "with an explicit deny in " + type.wordsWithArticle()
                        + policyArn.map(arn -> ": " + arn).orElse("");
            }
            return type == PolicyType.INTRINSIC
                    ? "because the credentials of this request cannot be used for the " + action + " action"
                    : "because no " + type.words() + " allows the " + action + " action";
        }
    }
}
