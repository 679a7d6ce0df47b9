package io.stakeout.drill.cloud.sts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Judge;
import io.stakeout.drill.cloud.Session;
import io.stakeout.drill.policy.CredentialKind;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.policy.ResourcePolicy;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.world.Role;

/**
 * AssumeRole, with session policies, tags, source identity and the limit of a chain.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class AssumeRole {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    private static final int CHAINED = 3_600;

    private final Judge judge;

    AssumeRole(Judge judge) {
        this.judge = judge;
    }

    /** A role that doesn't exist is refused like one that one may not assume. */
    List<Ask> needs(Call call) throws ApiError {
        String arn = call.parameters().text("RoleArn");
        sessionName(call);
        Role role = Target.role(call.effective(), arn)
                .orElseThrow(() -> new ApiError(
                        "AccessDenied",
                        403,
                        "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                                + arn));
        ResourcePolicy trust = judge.onResource(arn, role.trust(), role.entity().account(), PolicyDocument.Kind.TRUST);
        Map<String, List<String>> context = context(call, role);
        List<Ask> asks = new ArrayList<>();
        for (String action : actions(call)) {
            asks.add(Ask.of(action, arn).with(context).on(trust));
        }
        return asks;
    }

    private static List<String> actions(Call call) throws ApiError {
        List<String> actions = new ArrayList<>(List.of("sts:AssumeRole"));
        if (!Passed.tags(call).isEmpty()) {
            actions.add("sts:TagSession");
        }
        if (person(call).isPresent()) {
            actions.add("sts:SetSourceIdentity");
        }
        return actions;
    }

    private static Map<String, List<String>> context(Call call, Role role) throws ApiError {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("sts:RoleSessionName", List.of(sessionName(call)));
        call.parameters().find("ExternalId").ifPresent(id -> keys.put("sts:ExternalId", List.of(id)));
        person(call).ifPresent(person -> keys.put("sts:SourceIdentity", List.of(person)));
        Map<String, String> tags = Passed.tags(call);
        tags.forEach((tag, value) -> keys.put("aws:RequestTag/" + tag, List.of(value)));
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        role.entity().tags().forEach((tag, value) -> {
            keys.put("aws:ResourceTag/" + tag, List.of(value));
            keys.put("iam:ResourceTag/" + tag, List.of(value));
        });
        if (Passed.mfa(call)) {
            keys.put("aws:MultiFactorAuthPresent", List.of("true"));
        }
        return keys;
    }

    /** Once set, a source identity goes through every further role and can't be changed. */
    private static Optional<String> person(Call call) throws ApiError {
        Optional<String> held = call.caller().session().flatMap(Session::sourceIdentity);
        Optional<String> asked = call.parameters().find("SourceIdentity");
        if (asked.isPresent() && !asked.get().matches("[\\w+=,.@-]{2,64}")) {
            throw ApiError.validation("'sourceIdentity' must be 2 to 64 characters of [\\w+=,.@-]");
        }
        if (held.isPresent() && asked.isPresent() && !held.equals(asked)) {
            throw new ApiError(
                    "AccessDenied", 403, "The source identity of a session can't be changed: it is set already.");
        }
        return held.isPresent() ? held : asked;
    }

    private static String sessionName(Call call) throws ApiError {
        String name = call.parameters().text("RoleSessionName");
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw ApiError.validation("1 validation error detected: Value '" + name
                    + "' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\w+=,.@-]*");
        }
        return name;
    }

    Answer effect(Call call) throws ApiError {
        String arn = call.parameters().text("RoleArn");
        Role role = Target.role(call.effective(), arn).orElseThrow();
        Session session = session(call, role);
        call.cloud().open(session);
        ObjectNode result = Issue.credentials(session);
        ObjectNode assumed = result.putObject("AssumedRoleUser");
        assumed.put("AssumedRoleId", role.entity().id() + ":" + session.name());
        assumed.put("Arn", "arn:aws:sts::" + session.account() + ":assumed-role/" + role.name() + "/" + session.name());
        session.sourceIdentity().ifPresent(person -> result.put("SourceIdentity", person));
        Answer answer = Answer.of(result)
                .touching(new ApiEvent.Resource(role.entity().account(), "AWS::IAM::Role", role.arn()));
        return role.entity().account().equals(call.caller().account())
                ? answer
                : answer.toldIn(role.entity().account());
    }

    private static Session session(Call call, Role role) throws ApiError {
        boolean chained = call.caller().credential() == CredentialKind.ROLE_SESSION;
        Instant now = call.time();
        return new Session(
                call.cloud().ids().unique("ASIA"),
                call.cloud().ids().secret(),
                call.cloud().ids().token(),
                CredentialKind.ROLE_SESSION,
                role.entity().account(),
                role.name(),
                role.entity().id(),
                sessionName(call),
                now,
                now.plusSeconds(seconds(call, role, chained)),
                Passed.mfa(call),
                chained,
                person(call),
                tags(call),
                transitive(call),
                Passed.policies(call),
                Optional.empty(),
                Optional.empty());
    }

    private static int seconds(Call call, Role role, boolean chained) throws ApiError {
        int seconds = call.parameters().number("DurationSeconds", CHAINED, SHORTEST, LONGEST);
        if (chained && seconds > CHAINED) {
            throw ApiError.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed"
                    + " by role chaining.");
        }
        if (seconds > role.maxSessionSeconds()) {
            throw ApiError.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private static Map<String, String> tags(Call call) throws ApiError {
        Map<String, String> tags = new LinkedHashMap<>();
        call.caller()
                .session()
                .ifPresent(held -> held.tags().forEach((tag, value) -> {
                    if (held.transitiveTags().contains(tag)) {
                        tags.put(tag, value);
                    }
                }));
        tags.putAll(Passed.tags(call));
        return tags;
    }

    private static Set<String> transitive(Call call) {
        Set<String> keys = new HashSet<>(Passed.transitive(call));
        call.caller().session().ifPresent(held -> keys.addAll(held.transitiveTags()));
        return keys;
    }
}
