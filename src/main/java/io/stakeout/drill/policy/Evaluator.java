package io.stakeout.drill.policy;

/**
 * Decides whether AWS would allow a request. Follows
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html and, for
 * a resource of another account, reference_policies_evaluation-logic-cross-account.html beside it. Resource control
 * policies and VPC endpoint policies are not known.
 *
 * <p>Safe for all threads; the time of an evaluation is bounded by the size of the policies times the size of the request.
 */
public final class Evaluator {

    private Evaluator() {}

    /**
     * Never fails: what the request doesn't say simply doesn't match.
     *
     * @param policies all that apply; the evaluator looks for no others
     */
    public static Decision decide(
            Principal principal, Request request, Applicable policies, CredentialKind credential) {
        return CredentialLimits.decide(principal, request, credential)
                .orElseGet(() -> new Evaluation(principal, request, policies).decide());
    }
}
