package io.stakeout.signal.finding;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Findings of GuardDuty. Whatever kind of resource a finding is about, {@code accessKeyDetails} says whose credentials
 * were used; where there are none, some kinds tell of a principal in their own way.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html">Finding</a>
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Resource.html">Resource</a>
 */
final class GuardDutyFindings {

    /** How EKS's authenticator writes the uid of a user of IAM: account and principal id. */
    private static final Pattern EKS_UID =
            Pattern.compile("(?:aws-iam|heptio)-authenticator(?:-aws)?:(\\d{12}):(A[A-Z0-9]+)");

    private GuardDutyFindings() {}

    static Signal read(Event event) {
        JsonNode detail = event.detail();
        JsonNode service = detail.path("service");
        JsonNode resource = detail.path("resource");
        Draft draft = Draft.of(event)
                .id(Nodes.text(detail, "id").or(() -> Nodes.text(detail, "arn").map(Ids::original)))
                .type(Nodes.text(detail, "type"))
                .title(Nodes.text(detail, "title").or(() -> Nodes.text(detail, "type")))
                .score(Scores.ofTen(Nodes.number(detail, "severity")))
                .at(Event.account(detail, "accountId"), Event.region(detail, "region"))
                .observed(Event.moment(service, "eventLastSeen").or(() -> Event.moment(detail, "updatedAt")))
                .count(Nodes.count(service, "count"))
                .active(!Nodes.isTrue(service, "archived"))
                .sample(isSample(service.path("additionalInfo")))
                .sampleByTitle(Nodes.text(detail, "title"));
        name(draft, detail, resource);
        tell(draft, detail, resource, service);
        return draft.signal();
    }

    /** As a member, or inside of {@code value}, which is JSON in a string. */
    private static boolean isSample(JsonNode info) {
        return Nodes.isTrue(info, "sample") || Nodes.isTrue(Embedded.json(Nodes.text(info, "value")), "sample");
    }

    private static void name(Draft draft, JsonNode detail, JsonNode resource) {
        accessKey(draft, detail, resource.path("accessKeyDetails"));
        kubernetes(draft.who(), resource.path("kubernetesDetails").path("kubernetesUserDetails"));
        Nodes.text(resource, "lambdaDetails", "role").ifPresent(draft.who()::arn);
        AttackSequences.GUARDDUTY.name(draft, Nodes.at(detail, "service", "detection", "sequence"));
        draft.nobody(Whereabouts.why(resource));
    }

    private static void accessKey(Draft draft, JsonNode detail, JsonNode details) {
        new Claim(
                        Nodes.text(details, "accessKeyId"),
                        Nodes.text(details, "principalId"),
                        Optional.empty(),
                        Nodes.text(details, "userType").orElse(""),
                        Nodes.text(details, "userName"),
                        owner(draft, detail),
                        Claim.partition(Nodes.text(detail, "partition")))
                .name(draft.who());
    }

    /** Where another account made the call, it isn't certain whose the principal is, and a name alone says too little. */
    private static Optional<String> owner(Draft draft, JsonNode detail) {
        Optional<String> remote =
                Event.account(detail, "service", "action", "awsApiCallAction", "remoteAccountDetails", "accountId");
        return draft.account().filter(own -> remote.isEmpty() || remote.get().equals(own));
    }

    /** A user of EKS is a principal of AWS when its name is an ARN, or its uid the authenticator's. */
    private static void kubernetes(Who who, JsonNode user) {
        Nodes.text(user, "username").filter(name -> name.startsWith("arn:")).ifPresent(who::arn);
        Optional<Matcher> uid = Nodes.text(user, "uid").map(EKS_UID::matcher).filter(Matcher::matches);
        uid.map(match -> match.group(2)).ifPresent(id -> kubernetesId(who, user, id));
    }

    private static void kubernetesId(Who who, JsonNode user, String id) {
        JsonNode sessions = user.path("sessionName");
        boolean role = id.startsWith("AROA") && !Nodes.texts(sessions).isEmpty();
        if (role) {
            Nodes.texts(sessions).forEach(session -> who.principalId(id + ":" + session));
        } else {
            who.principalId(id);
        }
    }

    private static void tell(Draft draft, JsonNode detail, JsonNode resource, JsonNode service) {
        draft.line("Description", Nodes.text(detail, "description"));
        Whereabouts.tell(draft, resource);
        action(draft, service.path("action"));
        draft.line("First seen", Nodes.text(service, "eventFirstSeen"))
                .line("Last seen", Nodes.text(service, "eventLastSeen"));
        AttackSequences.GUARDDUTY.tell(draft, Nodes.at(service, "detection", "sequence"));
    }

    private static void action(Draft draft, JsonNode action) {
        draft.line("Action", Nodes.text(action, "actionType"));
        JsonNode call = action.path("awsApiCallAction");
        draft.line("Call", Nodes.text(call, "api"))
                .line("Service", Nodes.text(call, "serviceName"))
                .line("Error", Nodes.text(call, "errorCode"))
                .line("User agent", Nodes.text(call, "userAgent"))
                .line("Calling account", Nodes.text(call, "remoteAccountDetails", "accountId"))
                .line("Domain", Nodes.text(action, "dnsRequestAction", "domain"));
        remote(draft, call.path("remoteIpDetails"));
        remote(draft, Nodes.at(action, "networkConnectionAction", "remoteIpDetails"));
        remote(draft, Nodes.at(action, "kubernetesApiCallAction", "remoteIpDetails"));
    }

    private static void remote(Draft draft, JsonNode remote) {
        draft.line("Address", Nodes.text(remote, "ipAddressV4").or(() -> Nodes.text(remote, "ipAddressV6")))
                .line("Country", Nodes.text(remote, "country", "countryName"))
                .line("Network", Nodes.text(remote, "organization", "asnOrg"));
    }
}
