package io.stakeout.cloudtrail;

import java.util.regex.Pattern;

/**
 * Says what a call tried ({@link ActivityClass}), how it ended ({@link Outcome}) and how telling it is ({@link Risk}).
 * Immutable, safe for all threads. A denied StopLogging is still tampering: class and outcome are independent.
 *
 * <table>
 * <caption>Classes; the first that fits</caption>
 * <tr><th>class</th><th>what a call tries</th><th>for example</th></tr>
 * <tr><td>tamper</td><td>trails, logs, detection, alarms, firewalls off or thinner; a second factor or a limit removed;
 *     permissions or resource policies changed; data shared outside; guard of the organization left; keys of kept data
 *     disabled</td><td>StopLogging, DeleteFlowLogs, DeactivateMFADevice, PutRolePolicy, PutBucketPolicy,
 *     ModifySnapshotAttribute, LeaveOrganization, DisableKey</td></tr>
 * <tr><td>identity</td><td>signing in, credentials of a role or user got, made, changed or taken away, new users, ways
 *     in from outside</td><td>ConsoleLogin, AssumeRole, GetFederationToken, CreateAccessKey, CreateUser,
 *     CreateSAMLProvider, SendSSHPublicKey</td></tr>
 * <tr><td>write</td><td>any other change</td><td>CreateRole, RunInstances, SendCommand, AuthorizeSecurityGroupIngress
 *     </td></tr>
 * <tr><td>read</td><td>the rest, secrets included: harmlessness is for the risk to say</td><td>GetSecretValue,
 *     GetPasswordData, GetCallerIdentity</td></tr>
 * </table>
 *
 * <p>Decided by {@code curated.tsv}, then by the access level of the IAM action (permissions management is tampering),
 * then by the record: {@code readOnly}, and the verb of the event name where that is missing.
 */
public final class Classifier {

    private static final Classifier SHIPPED = new Classifier();

    private static final Pattern READING = Pattern.compile(
            "(Get|List|Describe|Head|Batch(Get|Check|Describe)|Lookup|Search|Query|Scan|Select|View|Check|Download|Validate"
                    + "|Simulate|Preview|Estimate|Filter|Discover|Test|Is)(?=[A-Z0-9]|$).*");
    private static final Pattern MINTING = Pattern.compile(
            "AssumeRole.*|Get(Session|Federation|Signin|Authorization|DelegatedAccess)Token.*|ConsoleLogin");

    private final EventNames names = EventNames.shipped();
    private final Curated curated = Curated.shipped();
    private final AccessLevels levels = AccessLevels.shipped();
    private final Risks risks = Risks.shipped();

    private Classifier() {}

    /** The one with the shipped tables, loaded once. */
    public static Classifier shipped() {
        return SHIPPED;
    }

    /** Never fails: an event that no table knows is judged by its own fields. */
    public Classification classify(CloudTrailRecord event) {
        String name = names.of(event);
        Curated.Judgement judgement = curated.of(name);
        ActivityClass activityClass = judgement.activityClass().orElseGet(() -> byMetadata(name, event));
        return new Classification(activityClass, Outcomes.of(event), risks.of(name, event, judgement));
    }

    private ActivityClass byMetadata(String name, CloudTrailRecord event) {
        return levels.of(names.action(name)).map(level -> byLevel(level, event)).orElseGet(() -> byRecord(event));
    }

    /** Some actions that only read are "permissions management" to AWS (glue:GetStage). */
    private static ActivityClass byLevel(AccessLevels.Level level, CloudTrailRecord event) {
        return switch (level) {
            case READ, LIST -> ActivityClass.READ;
            case WRITE, TAGGING -> ActivityClass.WRITE;
            case PERMISSIONS -> isReading(event) ? ActivityClass.READ : ActivityClass.TAMPER;
        };
    }

    private static ActivityClass byRecord(CloudTrailRecord event) {
        if (MINTING.matcher(event.eventName()).matches()) {
            return ActivityClass.IDENTITY;
        }
        boolean reads = event.readOnly().orElseGet(() -> isReading(event));
        return reads ? ActivityClass.READ : ActivityClass.WRITE;
    }

    private static boolean isReading(CloudTrailRecord event) {
        return READING.matcher(event.eventName()).matches();
    }
}
