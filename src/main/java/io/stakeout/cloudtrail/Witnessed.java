package io.stakeout.cloudtrail;

import java.util.Optional;

/**
 * What a record by somebody else tells about a watched identity. Each answer is a value that stands in the record, at the
 * place where {@code ingest.scan} looks for it too.
 */
public final class Witnessed {

    private static final String STS = "sts.amazonaws.com";
    private static final String INSTANCE = "i-";
    private static final String SIGN_IN = "signin.amazonaws.com";

    private Witnessed() {}

    /**
     * The session name under which a service assumed a role for something: of EC2 the instance's id, of Lambda the
     * function's name. Seen in real records: the caller is of type AWSService and the response holds the key that the instance gets.
     */
    public static Optional<String> serviceSession(CloudTrailRecord record) {
        boolean service = record.principal().type().equals(Optional.of("AWSService"));
        return service && is(record, STS, "AssumeRole")
                ? record.text("requestParameters", "roleSessionName").filter(name -> isOf(record, name))
                : Optional.empty();
    }

    /** EC2 alone calls a session like an instance; other services choose names of their own. */
    private static boolean isOf(CloudTrailRecord record, String sessionName) {
        String service = sessionName.startsWith(INSTANCE) ? "ec2.amazonaws.com" : "lambda.amazonaws.com";
        return record.principal().invokedBy().equals(Optional.of(service));
    }

    /** The ARN of the principal from which a console session was switched; the record's identity is the target. */
    public static Optional<String> switchedFrom(CloudTrailRecord record) {
        return is(record, SIGN_IN, "SwitchRole") ? record.text("additionalEventData", "SwitchFrom") : Optional.empty();
    }

    /** The sharedEventID of the copy of an AssumeRole that the account which was entered has. */
    public static Optional<String> otherSide(CloudTrailRecord record) {
        boolean other = record.principal().type().equals(Optional.of("AWSAccount"));
        return other && is(record, STS, "AssumeRole") ? record.sharedEventId() : Optional.empty();
    }

    private static boolean is(CloudTrailRecord record, String source, String name) {
        return record.eventSource().equals(source) && record.eventName().equals(name);
    }
}
