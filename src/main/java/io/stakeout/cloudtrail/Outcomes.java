package io.stakeout.cloudtrail;

import java.util.Set;

/** How a call ended. Error codes are not uniform: EC2 puts {@code Client.} before them, sign-in has none at all. */
final class Outcomes {

    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "EC2ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "PriorRequestNotComplete",
            "SlowDown");

    private Outcomes() {}

    static Outcome of(CloudTrailRecord event) {
        String name = event.eventName();
        if (event.text("responseElements", name).filter("Failure"::equals).isPresent()) {
            return Outcome.DENIED; // ConsoleLogin, SwitchRole, CheckMfa
        }
        return event.errorCode()
                .map(Outcomes::ofCode)
                .orElse(event.errorMessage().isPresent() ? Outcome.FAILED : Outcome.OK);
    }

    private static Outcome ofCode(String code) {
        String plain = code.replaceFirst("^(Client|Server)\\.", "");
        if (THROTTLED.contains(plain)
                || plain.startsWith("TooManyRequests")
                || plain.startsWith("ProvisionedThroughputExceeded")) {
            return Outcome.THROTTLED;
        }
        boolean denied = plain.startsWith("AccessDenied")
                || plain.endsWith("UnauthorizedOperation")
                || plain.equals("VpceAccessDenied");
        return denied ? Outcome.DENIED : Outcome.FAILED;
    }
}
