package io.stakeout.containment.proof;

import java.util.EnumMap;
import java.util.Map;

import io.stakeout.containment.plan.Level;

/**
 * What a level's proof looks like when it works, and what no stream shows. Rests on
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">policy
 * evaluation</a> (an explicit deny wins, and the refused call is recorded),
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a> (no
 * policy refuses it), <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys-admin-managed.html">keys</a> (one that
 * is switched off authenticates nobody, and what isn't authenticated has no record with that caller) and
 * <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">data
 * events</a> (not logged unless a trail says so).
 *
 * @param expects what the room should show
 * @param cannotSee what it can't
 */
record Expectation(String expects, String cannotSee) {

    private static final String DATA = "Reading and writing data (objects in S3, items in DynamoDB, calls of functions)"
            + " leaves no record unless the trail logs data events.";

    private static final String SILENCE = "Who doesn't try can't be told from who is cut.";

    private static final Map<Level, Expectation> TABLE = new EnumMap<>(Map.of(
            Level.OBSERVE,
            new Expectation("Nothing: nothing was changed.", DATA),
            Level.CLIP,
            new Expectation(
                    "Denied calls wherever the suspect mints credentials, persists or tampers with logs; everything else"
                            + " goes on and proves nothing.",
                    DATA + " " + SILENCE),
            Level.SESSION,
            new Expectation(
                    "Denied calls of the sessions that were cut, and no new session. It proves nothing of the keys that"
                            + " mint them: what those go on calling is counted as left open. GetCallerIdentity still"
                            + " succeeds: no policy can deny it, and it doesn't count.",
                    DATA + " A session under a name that nobody knows yet. " + SILENCE),
            Level.PRINCIPAL,
            new Expectation(
                    "Denied calls of every session and credential of the lineage. GetCallerIdentity, and GetSessionToken"
                            + " of a denied user, still succeed: no policy can deny them, what the latter hands out is"
                            + " denied, and they don't count.",
                    DATA + " Sessions in accounts that don't deliver here. " + SILENCE),
            Level.KEYS,
            new Expectation(
                    "Silence of the keys and passwords that were switched off: what isn't authenticated is nobody's call"
                            + " and leaves no record. Sessions that were open before show denied calls.",
                    DATA + " Attempts with a key that is switched off. " + SILENCE),
            Level.ACCOUNT,
            new Expectation("What the checklist says; nothing was changed from here.", DATA)));

    static Expectation of(Level level) {
        return TABLE.get(level);
    }
}
