package io.stakeout.containment.proof;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;

/** What a call asked for, as far as its record tells. IAM's names don't differ by case, so they are in lower case here. */
record MoveRequest(CloudTrailRecord record) {

    /** How a denial names what it was about when the request itself isn't recorded. */
    private static final Pattern ON_RESOURCE = Pattern.compile(
            "on resource: (?:(user|role) |arn:[^:]*:iam::\\d{12}:(user|role)/(?:\\S*/)?)" + "([\\w+=,.@-]{1,64})");

    private static final Pattern DENIES = Pattern.compile("awsdenyall|awscompromisedkeyquarantine\\w*");
    private static final String REQUEST = "requestParameters";
    private static final String RESPONSE = "responseElements";

    String account() {
        return record.account().orElse("");
    }

    Optional<String> user() {
        return text(REQUEST, "userName")
                .or(() -> text(RESPONSE, "accessKey", "userName"))
                .or(() -> text(RESPONSE, "user", "userName"))
                .or(() -> denied("user"))
                .or(this::callerItself);
    }

    Optional<String> role() {
        return text(REQUEST, "roleName")
                .or(() -> text(RESPONSE, "role", "roleName"))
                .or(() -> denied("role"));
    }

    /** IAM's calls without a user name are about who makes them. */
    private Optional<String> callerItself() {
        Principal caller = record.principal();
        boolean user = caller.type().filter("IAMUser"::equals).isPresent();
        boolean asked = record.tree().path(REQUEST).isObject();
        return user && asked ? caller.userName().map(MoveRequest::lower) : Optional.empty();
    }

    private Optional<String> denied(String kind) {
        if (record.tree().path(REQUEST).isObject()) {
            return Optional.empty();
        }
        Optional<Matcher> found =
                record.errorMessage().map(ON_RESOURCE::matcher).filter(Matcher::find);
        return found.filter(match -> kind.equals(match.group(1)) || kind.equals(match.group(2)))
                .map(match -> lower(match.group(3)));
    }

    Optional<String> key() {
        return record.text(REQUEST, "accessKeyId");
    }

    /** Of a denial that doesn't tell its request nothing is known: any policy may have been meant. */
    boolean isPolicy(String name) {
        Optional<String> asked = text(REQUEST, "policyName");
        return asked.isEmpty() || asked.get().equals(lower(name));
    }

    boolean takesOffADeny() {
        return text(REQUEST, "policyArn")
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .filter(name -> DENIES.matcher(name).matches())
                .isPresent();
    }

    boolean activates() {
        return text(REQUEST, "status").filter("active"::equals).isPresent();
    }

    /** The account that a call on the organization is about. */
    Optional<String> target() {
        return record.text(REQUEST, "targetId")
                .or(() -> record.text(REQUEST, "accountId"))
                .or(() -> record.text(REQUEST, "targetPrincipal"))
                .map(text -> text.replaceFirst("^arn:[^:]*:iam::(\\d{12}):root$", "$1"));
    }

    Optional<String> controlPolicy() {
        return text(RESPONSE, "policy", "policySummary", "name").or(() -> text(REQUEST, "name"));
    }

    private Optional<String> text(String... path) {
        return record.text(path).map(MoveRequest::lower);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
