package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.guard.Verdict.Outcome;
import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Subject;

import static io.stakeout.containment.guard.Situation.ACCOUNT;
import static io.stakeout.containment.guard.Situation.EVERYBODY;
import static io.stakeout.containment.guard.Situation.NOW;
import static io.stakeout.containment.guard.Situation.ONE_SESSION;
import static io.stakeout.containment.guard.Situation.ROLE;
import static io.stakeout.containment.guard.Situation.USER;
import static io.stakeout.containment.guard.Situation.limited;
import static io.stakeout.containment.guard.Situation.role;
import static io.stakeout.containment.guard.Situation.user;
import static io.stakeout.containment.guard.Verdict.Outcome.ACKNOWLEDGE;
import static io.stakeout.containment.guard.Verdict.Outcome.PASS;
import static io.stakeout.containment.guard.Verdict.Outcome.PENDING;
import static io.stakeout.containment.guard.Verdict.Outcome.REFUSED;

/** What each guardrail says to what, one line each; the moment is execution unless a line says another. */
final class GuardrailCases {

    /** @param says a piece of the verdict's text */
    record Case(String guardrail, Outcome outcome, String says, String when, Consumer<Situation> is) {
        @Override
        public String toString() {
            return guardrail + ": " + outcome + " when " + when;
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private String guardrail = "";

    static Stream<Case> all() {
        GuardrailCases all = new GuardrailCases();
        all.killSwitch();
        all.target();
        all.targetOfTheOrganization();
        all.notYourself();
        all.operators();
        all.protectedOnes();
        all.tags();
        all.caps();
        all.percent();
        all.blastRadius();
        all.whatIsNoLimit();
        all.pipeline();
        all.flight();
        all.people();
        return all.cases.stream();
    }

    private void on(Outcome outcome, String says, String when, Consumer<Situation> is) {
        cases.add(new Case(guardrail, outcome, says, when, is));
    }

    private static Consumer<Situation> cutsUser(Consumer<Situation> more) {
        return s -> more.accept(s.denying(USER, EVERYBODY));
    }

    private static Consumer<Situation> cutsRole(Consumer<Situation> more) {
        return s -> more.accept(s.denying(ROLE, EVERYBODY));
    }

    private void killSwitch() {
        guardrail = "kill-switch";
        on(PASS, "isn't pulled", "nobody pulled it", cutsUser(s -> {}));
        on(REFUSED, "ada pulled the kill switch at 12:00 UTC: wrong account", "it is pulled", cutsUser(this::kill));
        on(REFUSED, "ada", "it is pulled and access is given back", cutsUser(s -> {
            kill(s);
            s.undo = true;
        }));
        on(REFUSED, "ada", "it is pulled at approval", cutsUser(s -> {
            kill(s);
            s.moment = Moment.APPROVAL;
        }));
        on(PENDING, "ada", "it is pulled while somebody drafts", cutsUser(s -> {
            kill(s);
            s.moment = Moment.DRAFTED;
        }));
    }

    private void kill(Situation s) {
        s.killed = Optional.of(new Facts.Killed("ada", "wrong account", NOW));
    }

    private void target() {
        guardrail = "target";
        on(PASS, "user deploy-legacy in 444455556666 and nobody else", "it cuts one user", cutsUser(s -> {}));
        on(REFUSED, "No target never means everybody", "there is no step", s -> {});
        on(REFUSED, "No target", "there is no step, whatever it says it cuts", s -> s.cut.add(USER));
        on(PASS, "changes nothing in AWS", "an undo finds nothing of ours to take back", s -> s.undo = true);
        on(REFUSED, "L5 has no steps", "an account's checklist is executed", s -> s.level = Level.ACCOUNT);
        on(PENDING, "nothing is executed", "an account's checklist is drafted", s -> {
            s.level = Level.ACCOUNT;
            s.moment = Moment.DRAFTED;
        });
        on(REFUSED, "user other in 444455556666 isn't among", "a step is about somebody else", cutsUser(s -> {
            s.denying(user("other"), EVERYBODY);
            s.cut.remove(user("other"));
        }));
        on(PASS, "deploy-legacy", "what is taken back names nobody as cut", cutsUser(s -> {
            s.cut.clear();
            s.undo = true;
        }));
        on(
                REFUSED,
                "an address is never a target",
                "a step is for an address",
                s -> s.subject(3, "source-ip", Subject.SUSPECT, null)
                        .denying(USER, EVERYBODY)
                        .step(
                                new Slot.Boundary(USER),
                                new Change.Put(Optional.of("arn:aws:iam::aws:policy/AWSDenyAll")),
                                3L));
        on(
                PASS,
                "nobody else",
                "an address is watched beside it",
                cutsUser(s -> s.subject(3, "source-ip", Subject.SUSPECT, null)));
        on(
                REFUSED,
                "can't be named so",
                "a key id is a wildcard",
                cutsUser(s -> s.step(new Slot.KeyStatus(USER, "*"), new Change.Put(Optional.of("Inactive")))));
        on(
                REFUSED,
                "can't be named so",
                "a credential id is empty",
                cutsUser(s -> s.step(new Slot.ServiceCredential(USER, ""), new Change.Put(Optional.of("Inactive")))));
        on(
                REFUSED,
                "can't be named so",
                "an SSH key's id is a wildcard",
                cutsUser(s -> s.step(new Slot.SshKey(USER, "APKA*"), new Change.Put(Optional.of("Inactive")))));
        on(
                REFUSED,
                "can't be named so",
                "a certificate's id is empty",
                cutsUser(s -> s.step(new Slot.SigningCertificate(USER, ""), new Change.Put(Optional.of("Inactive")))));
        on(
                REFUSED,
                "no keys and no password",
                "a role's SSH key is switched off",
                cutsRole(s -> s.step(
                        new Slot.SshKey(ROLE, "APKAEXAMPLEEXAMPLE12"), new Change.Put(Optional.of("Inactive")))));
        on(
                REFUSED,
                "can't be named so",
                "a policy's name is a wildcard",
                cutsUser(s -> s.step(new Slot.InlinePolicy(USER, "*"), new Change.Put(Optional.of("{}")))));
        on(
                REFUSED,
                "no keys and no password",
                "a role's password is removed",
                cutsRole(s -> s.step(new Slot.Password(ROLE), new Change.Put(Optional.empty()))));
        on(
                REFUSED,
                "a root has neither",
                "a root gets an inline policy",
                s -> s.denying(new PrincipalRef(PrincipalRef.Kind.ROOT, ACCOUNT, "root"), EVERYBODY));
        on(REFUSED, "AWS doesn't know user deploy-legacy", "the user has vanished", cutsUser(s -> s.gone.add(USER)));
        on(PASS, "nothing of it is left to undo", "the user has vanished and is to be given back", cutsUser(s -> {
            s.gone.add(USER);
            s.undo = true;
        }));
        on(
                REFUSED,
                "could not decide, so it refuses",
                "a service control policy's statement is no JSON",
                s -> s.step(
                        new Slot.ControlPolicy(ACCOUNT, "Baseline"), new Change.AddStatement("a", "Deny everything")));
    }

    private void targetOfTheOrganization() {
        Slot control = new Slot.ControlPolicy(ACCOUNT, "Baseline");
        String arns = "[\"arn:aws:iam::444455556666:role/deploy-production\","
                + "\"arn:aws:iam::444455556666:role/*/deploy-production\"]";
        on(
                PASS,
                "deploy-production",
                "a service control policy is limited to the role, whatever its path",
                cutsRole(s ->
                        s.step(control, new Change.AddStatement("b", limited("ArnLike", "aws:PrincipalArn", arns)))));
        on(
                REFUSED,
                "to the whole account 444455556666",
                "it is limited to nobody",
                cutsRole(s -> s.step(control, new Change.AddStatement("b", EVERYBODY))));
        for (String wild : List.of(
                "\"*\"",
                "\"arn:aws:iam::444455556666:role/*\"",
                "\"arn:aws:iam::444455556666:role/deploy-*\"",
                "\"arn:aws:iam::*:root\"",
                "[\"arn:aws:iam::444455556666:role/deploy-production\",\"arn:aws:iam::444455556666:*\"]")) {
            on(
                    REFUSED,
                    "to the whole account",
                    "it is limited to " + wild,
                    cutsRole(s -> s.step(
                            control, new Change.AddStatement("b", limited("ArnLike", "aws:PrincipalArn", wild)))));
        }
        on(
                REFUSED,
                "to the whole account",
                "it excepts the role",
                cutsRole(s -> s.step(
                        control, new Change.AddStatement("b", limited("ArnNotLike", "aws:PrincipalArn", arns)))));
        on(
                REFUSED,
                "to the whole account",
                "whoever has no ARN is denied too",
                cutsRole(s -> s.step(
                        control, new Change.AddStatement("b", limited("ArnLikeIfExists", "aws:PrincipalArn", arns)))));
        on(
                REFUSED,
                "role other in 444455556666 isn't among",
                "it is limited to another role",
                cutsRole(s -> s.step(
                        control,
                        new Change.AddStatement(
                                "b",
                                limited(
                                        "ArnEquals",
                                        "aws:PrincipalArn",
                                        "\"arn:aws:iam::444455556666:role/other\"")))));
        on(
                PASS,
                "nobody else",
                "it is limited to one person of Identity Center",
                cutsRole(s -> s.step(
                        control,
                        new Change.AddStatement(
                                "b", limited("StringEquals", "identitystore:userId", "\"94482488-3041\"")))));
        on(
                REFUSED,
                "to the whole account",
                "a person is a wildcard",
                cutsRole(s -> s.step(
                        control,
                        new Change.AddStatement("b", limited("StringLike", "identitystore:userId", "\"*\"")))));
    }

    private void notYourself() {
        guardrail = "not-yourself";
        on(PASS, "Stakeout itself is role stakeout", "it is somebody else", cutsUser(s -> {}));
        on(
                REFUSED,
                "Stakeout itself: role deploy-production",
                "we run as that role",
                cutsRole(s -> s.self = Optional.of("arn:aws:sts::444455556666:assumed-role/deploy-production/i-0abc")));
        on(REFUSED, "Stakeout itself", "only a session of our role is cut", s -> {
            s.denying(ROLE, ONE_SESSION);
            s.self = Optional.of("arn:aws:sts::444455556666:assumed-role/deploy-production/i-0abc");
        });
        on(
                REFUSED,
                "Stakeout itself: user deploy-legacy",
                "we are that user, with a path and in capitals",
                cutsUser(s -> s.self = Optional.of("arn:aws:iam::444455556666:user/tools/Deploy-Legacy")));
        on(REFUSED, "Stakeout itself", "it is the role that we assume there", cutsRole(s -> s.ourRoles.add(ROLE)));
        on(REFUSED, "Stakeout itself", "it is, and is to be given back", cutsRole(s -> {
            s.ourRoles.add(ROLE);
            s.undo = true;
        }));
        on(
                REFUSED,
                "what delivers to Stakeout",
                "the stream's role is listed by name",
                cutsRole(s -> s.pipelineRoles.add("deploy-production")));
        on(
                REFUSED,
                "what delivers to Stakeout",
                "the stream's role is listed by ARN with a path",
                cutsRole(s -> s.pipelineRoles.add("arn:aws:iam::444455556666:role/logs/deploy-production")));
        on(
                PASS,
                "",
                "a role of that name delivers in another account",
                cutsRole(s -> s.pipelineRoles.add("arn:aws:iam::111122223333:role/deploy-production")));
        on(REFUSED, "hasn't told yet who", "nobody knows who we are", cutsUser(s -> s.self = Optional.empty()));
        on(PENDING, "hasn't told yet who", "nobody has asked yet who we are", cutsUser(s -> {
            s.self = Optional.empty();
            s.moment = Moment.APPROVAL;
        }));
        on(
                REFUSED,
                "can't be compared",
                "we are a federated user",
                cutsUser(s -> s.self = Optional.of("arn:aws:sts::444455556666:federated-user/tools")));
        on(REFUSED, "Stakeout itself", "a service control policy names our role", cutsUser(s -> {
            s.ourRoles.add(ROLE);
            s.step(
                    new Slot.ControlPolicy(ACCOUNT, "Baseline"),
                    new Change.AddStatement("b", limited("ArnEquals", "aws:PrincipalArn", "\"" + ROLE.arn() + "\"")));
        }));
    }

    private void operators() {
        guardrail = "operators";
        on(PASS, "No operator's own principal is cut.", "there are none", cutsUser(s -> {}));
        for (String arn : List.of(
                "arn:aws:iam::444455556666:user/deploy-legacy",
                "arn:aws:iam::444455556666:user/people/DEPLOY-legacy")) {
            on(REFUSED, "belongs to operator nina", "nina is " + arn, cutsUser(s -> operator(s, "nina", arn)));
        }
        for (String arn : List.of(
                "arn:aws:iam::444455556666:role/deploy-production",
                "arn:aws:sts::444455556666:assumed-role/deploy-production/nina")) {
            on(REFUSED, "belongs to operator nina", "nina is " + arn, cutsRole(s -> operator(s, "nina", arn)));
        }
        on(
                REFUSED,
                "belongs to operator nina",
                "the second of her ARNs fits",
                cutsUser(s -> operator(s, "nina", "arn:aws:iam::111122223333:user/nina", USER.arn())));
        on(
                PASS,
                "is cut.",
                "nina has that name in another account",
                cutsUser(s -> operator(s, "nina", "arn:aws:iam::111122223333:user/deploy-legacy")));
        on(PASS, "Not checked, since nobody has told their AWS principals: tom", "tom has told none", cutsUser(s -> {
            operator(s, "nina", "arn:aws:iam::444455556666:user/nina");
            operator(s, "tom");
        }));
        on(
                PASS,
                "Not checked, since nobody has told their AWS principals: tom",
                "tom's is no ARN",
                cutsUser(s -> operator(s, "tom", "tom@example.com")));
    }

    private static void operator(Situation s, String name, String... arns) {
        s.operators.add(new Facts.OperatorPrincipals(name, Arrays.asList(arns)));
    }

    private void protectedOnes() {
        guardrail = "protected";
        on(PASS, "None of them is protected.", "nothing is", cutsUser(s -> {}));
        for (String pattern : List.of(
                "deploy-production",
                "DEPLOY-*",
                "arn:aws:iam::444455556666:role/deploy-production",
                "arn:aws:iam::*:role/deploy-*",
                "arn:aws-cn:iam::444455556666:role/deploy-production",
                "arn:aws:sts::444455556666:assumed-role/deploy-production/*",
                "arn:aws:iam::444455556666:*",
                "*")) {
            on(REFUSED, "is protected (" + pattern + ")", pattern + " is", cutsRole(s -> protect(s, pattern)));
            on(
                    REFUSED,
                    "is kept for emergencies",
                    pattern + " is kept for emergencies",
                    cutsRole(s -> s.protection = new Facts.Protection(List.of(), List.of(pattern), List.of())));
        }
        for (String pattern : List.of(
                "production", "arn:aws:iam::111122223333:role/deploy-production", "arn:aws:iam::*:user/deploy-*", "")) {
            on(PASS, "None", "only '" + pattern + "' is", cutsRole(s -> protect(s, pattern)));
        }
        on(
                REFUSED,
                "hasn't told yet",
                "a path is and the role's isn't known",
                cutsRole(s -> protect(s, "arn:aws:iam::444455556666:role/core/*")));
        on(PENDING, "hasn't told yet", "a path is and AWS wasn't asked yet", cutsRole(s -> {
            protect(s, "arn:aws:iam::444455556666:role/core/*");
            s.moment = Moment.DRAFTED;
        }));
        on(REFUSED, "is protected", "a path is and it is the role's", cutsRole(s -> {
            protect(s, "arn:aws:iam::444455556666:role/core/*");
            stands(s, "arn:aws:iam::444455556666:role/core/deploy-production", Map.of());
        }));
        on(PASS, "None", "a path is and the role has another", cutsRole(s -> {
            protect(s, "arn:aws:iam::444455556666:role/core/*");
            stands(s, "arn:aws:iam::444455556666:role/apps/deploy-production", Map.of());
        }));
        on(
                REFUSED,
                "service-linked",
                "its name is a service's",
                s -> s.denying(role("AWSServiceRoleForOrganizations"), ONE_SESSION));
        on(
                REFUSED,
                "service-linked",
                "its path is a service's",
                cutsRole(s -> stands(
                        s,
                        "arn:aws:iam::444455556666:role/aws-service-role/x.amazonaws.com/deploy-production",
                        Map.of())));
        on(
                REFUSED,
                "Identity Center",
                "it is a permission set's",
                s -> s.denying(role("AWSReservedSSO_Admin_0123456789abcdef"), ONE_SESSION));
        on(PASS, "gives access back", "it is protected and is to be given back", cutsRole(s -> {
            protect(s, "*");
            s.undo = true;
        }));
    }

    private static void protect(Situation s, String pattern) {
        s.protection = new Facts.Protection(List.of(pattern), List.of(), List.of());
    }

    private static void stands(Situation s, String arn, Map<String, String> tags) {
        s.standings.put(ROLE, new Standing(arn, "AROAEXAMPLE", tags));
    }

    private void tags() {
        for (String tag : List.of("owner", "Owner", "owner=platform")) {
            on(REFUSED, "protected by its tag " + tag, "it has the tag " + tag, cutsRole(s -> {
                s.protection = new Facts.Protection(List.of(), List.of(), List.of(tag));
                stands(s, ROLE.arn(), Map.of("owner", "platform"));
            }));
        }
        on(PASS, "None", "its tag has another value", cutsRole(s -> {
            s.protection = new Facts.Protection(List.of(), List.of(), List.of("owner=platform"));
            stands(s, ROLE.arn(), Map.of("owner", "shop"));
        }));
        on(
                REFUSED,
                "tags and path",
                "tags protect and its own aren't known",
                cutsRole(s -> s.protection = new Facts.Protection(List.of(), List.of(), List.of("owner"))));
        on(PENDING, "tags and path", "tags protect and AWS wasn't asked yet", cutsRole(s -> {
            s.protection = new Facts.Protection(List.of(), List.of(), List.of("owner"));
            s.moment = Moment.APPROVAL;
        }));
    }

    private void caps() {
        guardrail = "cap-absolute";
        on(PASS, "1 principal in one plan, limit 10", "it cuts one of ten", cutsUser(s -> {}));
        on(REFUSED, "2 principals in one plan, limit 1", "it cuts two of one", cutsUser(s -> {
            s.denying(ROLE, ONE_SESSION);
            s.limits = new Facts.Limits(1, 20, 100);
        }));
        on(PASS, "1 principal in one plan, limit 1", "two sessions are of one role", s -> {
            s.denying(ROLE, ONE_SESSION).denying(ROLE, ONE_SESSION);
            s.limits = new Facts.Limits(1, 20, 100);
        });
        on(REFUSED, "limit 0", "none may be", cutsUser(s -> s.limits = new Facts.Limits(0, 20, 100)));
        on(REFUSED, "limit 0", "the limit is negative", cutsUser(s -> s.limits = new Facts.Limits(-1, 20, 100)));
        on(REFUSED, "2 principals", "a step is about one that isn't said to be cut", cutsUser(s -> {
            s.denying(ROLE, ONE_SESSION);
            s.cut.remove(ROLE);
            s.limits = new Facts.Limits(1, 20, 100);
        }));
        on(PASS, "gives access back", "access is given back", cutsUser(s -> {
            s.limits = new Facts.Limits(0, 0, 0);
            s.undo = true;
        }));
        guardrail = "cap-per-hour";
        on(
                PASS,
                "1 principal and 19 by other plans within the last hour, limit 20",
                "it is the twentieth",
                cutsUser(s -> s.reserved.put(ACCOUNT, 19)));
        on(
                REFUSED,
                "1 principal and 20 by other plans",
                "it is the twenty-first",
                cutsUser(s -> s.reserved.put(ACCOUNT, 20)));
        on(
                PASS,
                "and 0 by other plans",
                "those were in another account",
                cutsUser(s -> s.reserved.put("111122223333", 20)));
        on(REFUSED, "limit 0", "none may be", cutsUser(s -> s.limits = new Facts.Limits(10, 0, 100)));
        on(
                REFUSED,
                "by other plans",
                "numbers would overflow",
                cutsUser(s -> s.reserved.put(ACCOUNT, Integer.MAX_VALUE)));
    }

    private void percent() {
        guardrail = "cap-percent";
        on(PASS, "1 of 40 principals = 2.5 %, limit 10 %.", "it is one of forty", cutsUser(s -> {}));
        on(PASS, "4 of 40 principals = 10 %", "three are in force already", cutsUser(s -> s.inForce.put(ACCOUNT, 3)));
        on(
                REFUSED,
                "5 of 40 principals = 12.5 %, limit 10 %",
                "four are in force",
                cutsUser(s -> s.inForce.put(ACCOUNT, 4)));
        on(
                PASS,
                "1 of 4 principals = 25 %, limit 10 % (one is always allowed)",
                "it is one of four",
                cutsUser(s -> s.census.put(ACCOUNT, new Facts.Census(24, 4))));
        on(REFUSED, "2 of 4 principals", "it is the second of four", cutsUser(s -> {
            s.census.put(ACCOUNT, new Facts.Census(24, 4));
            s.inForce.put(ACCOUNT, 1);
        }));
        on(PASS, "29 of 100", "it is the last of exactly 29 %", cutsUser(s -> percentOf(s, 29, 28)));
        on(REFUSED, "30 of 100", "it is one more than 29 %", cutsUser(s -> percentOf(s, 29, 29)));
        on(REFUSED, "limit 0 %", "none may be", cutsUser(s -> s.limits = new Facts.Limits(10, 20, 0)));
        on(REFUSED, "limit", "the limit is no number", cutsUser(s -> s.limits = new Facts.Limits(10, 20, Double.NaN)));
        on(REFUSED, "limit -5 %", "it is negative", cutsUser(s -> s.limits = new Facts.Limits(10, 20, -5)));
        on(REFUSED, "isn't known: 0 of the 24 hours", "there is no census", cutsUser(s -> s.census.clear()));
        on(
                REFUSED,
                "isn't known: 5 of the 24 hours",
                "five hours were seen",
                cutsUser(s -> s.census.put(ACCOUNT, new Facts.Census(5, 400))));
        on(PASS, "1 of 40", "six hours were seen", cutsUser(s -> s.census.put(ACCOUNT, new Facts.Census(6, 40))));
        on(REFUSED, "isn't known", "nobody was", cutsUser(s -> s.census.put(ACCOUNT, new Facts.Census(24, 0))));
        on(
                REFUSED,
                "111122223333 has in use isn't known",
                "one of two accounts isn't known",
                cutsUser(s -> s.denying(new PrincipalRef(PrincipalRef.Kind.USER, "111122223333", "b"), EVERYBODY)));
    }

    private static void percentOf(Situation s, double percent, int inForce) {
        s.limits = new Facts.Limits(10, 20, percent);
        s.census.put(ACCOUNT, new Facts.Census(24, 100));
        s.inForce.put(ACCOUNT, inForce);
    }

    private void blastRadius() {
        guardrail = "blast-radius";
        on(PASS, "No role is cut as a whole.", "a user is denied", cutsUser(s -> {}));
        on(
                PASS,
                "No role is cut as a whole.",
                "a user's keys, password and boundary are changed",
                cutsUser(s -> s.step(
                                new Slot.KeyStatus(USER, "AKIAEXAMPLEEXAMPLE12"),
                                new Change.Put(Optional.of("Inactive")))
                        .step(new Slot.Password(USER), new Change.Put(Optional.empty()))
                        .step(
                                new Slot.Boundary(USER),
                                new Change.Put(Optional.of("arn:aws:iam::aws:policy/AWSDenyAll")))));
        on(
                PASS,
                "No role is cut as a whole.",
                "only the suspect's session is cut while others work",
                s -> others(s.denying(ROLE, ONE_SESSION)));
        on(PASS, "Nobody else is known to work with role deploy-production", "nobody else does", cutsRole(s -> {}));
        on(REFUSED, "has 1 other session in the last 24 hours: build-7", "another does", cutsRole(this::others));
        on(
                REFUSED,
                "build-7",
                "sessions before the cut-off are revoked",
                s -> others(s.denying(ROLE, limited("DateLessThan", "aws:TokenIssueTime", "\"{cut-off}\""))));
        on(REFUSED, "build-7", "it gets a boundary", s -> {
            s.cut.add(ROLE);
            s.step(new Slot.Boundary(ROLE), new Change.Put(Optional.of("arn:aws:iam::aws:policy/AWSDenyAll")));
            others(s);
        });
        on(REFUSED, "build-7", "a service control policy denies it", s -> {
            s.cut.add(ROLE);
            s.step(
                    new Slot.ControlPolicy(ACCOUNT, "Baseline"),
                    new Change.AddStatement("b", limited("ArnEquals", "aws:PrincipalArn", "\"" + ROLE.arn() + "\"")));
            others(s);
        });
        on(REFUSED, "build-7", "one of two statements isn't limited", s -> {
            s.cut.add(ROLE);
            s.step(
                    new Slot.InlinePolicy(ROLE, "x"),
                    new Change.Put(Optional.of("{\"Statement\":[" + ONE_SESSION + "," + EVERYBODY + "]}")));
            others(s);
        });
        on(REFUSED, "build-7", "its policy is removed", s -> {
            s.cut.add(ROLE);
            s.step(new Slot.InlinePolicy(ROLE, "x"), new Change.Put(Optional.empty()));
            others(s);
        });
        on(
                PASS,
                "role deploy-production",
                "the suspect made the role",
                s -> others(s.denying(ROLE, EVERYBODY).subject(1, "role", Subject.MINTED, ROLE)));
        on(
                REFUSED,
                "build-7",
                "the suspect made a session of it only",
                s -> others(s.denying(ROLE, EVERYBODY).subject(1, "role-session", Subject.MINTED, ROLE)));
        on(
                REFUSED,
                "build-7",
                "the suspect touched the role",
                s -> others(s.denying(ROLE, EVERYBODY).subject(1, "role", Subject.TOUCHED, ROLE)));
        on(REFUSED, "isn't known", "nothing is known of its use", cutsRole(s -> s.uses.clear()));
        on(
                REFUSED,
                "counted since 11:01 UTC only; before that nothing is known. From 12:01 UTC on it is enough",
                "it is" + " counted for less than an hour",
                cutsRole(s -> since(s, Optional.of(NOW.minusSeconds(59 * 60)))));
        on(
                PASS,
                "Nobody else",
                "it is counted for an hour",
                cutsRole(s -> since(s, Optional.of(NOW.minusSeconds(3_600)))));
        on(
                REFUSED,
                "since an unknown time",
                "nobody knows since when it is counted",
                cutsRole(s -> since(s, Optional.empty())));
        on(PASS, "gives access back", "it is given back while others work", cutsRole(s -> {
            others(s);
            s.undo = true;
        }));
        on(REFUSED, "could not decide, so it refuses", "its statement is no JSON", s -> s.denying(ROLE, "Deny"));
    }

    private void others(Situation s) {
        s.uses.put(ROLE, Situation.use(List.of("build-7"), List.of()));
    }

    private static void since(Situation s, Optional<java.time.Instant> since) {
        s.uses.put(ROLE, new Facts.Use(since, List.of(), List.of(), List.of(), 3, List.of()));
    }

    /** Conditions that look like a limit to sessions and are none, and the other way round. */
    private void whatIsNoLimit() {
        for (String statement : List.of(
                limited("StringLike", "aws:userid", "\"AROAEXAMPLE:*\""),
                limited("StringLike", "aws:userid", "\"*\""),
                limited("StringLike", "aws:userid", "[\"AROAEXAMPLE:thief\",\"*:b*\"]"),
                limited("StringNotEquals", "aws:userid", "\"AROAEXAMPLE:thief\""),
                limited("StringEqualsIfExists", "aws:userid", "\"AROAEXAMPLE:thief\""),
                limited("ForAllValues:StringEquals", "aws:userid", "\"AROAEXAMPLE:thief\""),
                limited("StringEquals", "aws:userid", "\"${aws:userid}\""),
                limited("StringEquals", "aws:userid", "[]"),
                limited("StringEquals", "aws:userid", "\"AROAEXAMPLE:\""),
                limited("StringLike", "aws:SourceIdentity", "\"*\""),
                limited("Null", "aws:userid", "\"false\""),
                limited("StringEquals", "aws:PrincipalType", "\"AssumedRole\""))) {
            on(REFUSED, "build-7", statement + " is written", s -> others(s.denying(ROLE, statement)));
        }
        for (String statement : List.of(
                limited("StringLike", "aws:userid", "\"*:thief\""),
                limited("StringEquals", "AWS:UserId", "[\"AROAEXAMPLE:thief\",\"AROAEXAMPLE:i-0abc\"]"),
                limited("StringEquals", "aws:SourceIdentity", "\"mallory@example.com\""))) {
            on(PASS, "No role is cut as a whole.", statement + " is written", s -> others(s.denying(ROLE, statement)));
        }
    }

    private void pipeline() {
        guardrail = "pipeline";
        on(PASS, "Nothing says", "nothing says so", cutsUser(s -> {}));
        on(ACKNOWLEDGE, "isn't known", "a key is switched off and nothing is known of its use", s -> {
            s.cut.add(USER);
            s.step(new Slot.KeyStatus(USER, "AKIAEXAMPLEEXAMPLE12"), new Change.Put(Optional.of("Inactive")));
        });
        on(
                ACKNOWLEDGE,
                "A pipeline seems to use user deploy-legacy in 444455556666: Terraform",
                "Terraform calls",
                cutsUser(s -> s.uses.put(USER, Situation.use(List.of(), List.of("Terraform")))));
        on(PASS, "Seen by an approver: A pipeline seems to use", "an approver saw it", cutsUser(s -> {
            s.uses.put(USER, Situation.use(List.of(), List.of("Terraform")));
            s.acknowledged = true;
        }));
        on(
                ACKNOWLEDGE,
                "isn't known; it may be a pipeline",
                "nothing is known of the use",
                cutsUser(s -> s.uses.clear()));
        on(PASS, "Nothing says", "nothing is known of it and one session is cut", s -> {
            s.denying(ROLE, ONE_SESSION);
            s.uses.clear();
        });
        on(ACKNOWLEDGE, "GitHubActions", "one session of a pipeline's role is cut", s -> {
            s.denying(ROLE, ONE_SESSION);
            s.uses.put(ROLE, Situation.use(List.of(), List.of("GitHubActions")));
        });
        on(PASS, "Nothing says", "the suspect made the user", cutsUser(s -> {
            s.subject(1, "user", Subject.MINTED, USER);
            s.uses.clear();
        }));
        on(ACKNOWLEDGE, "may be a pipeline", "the suspect made a key of it only", cutsUser(s -> {
            s.subject(1, "access-key", Subject.MINTED, USER);
            s.uses.clear();
        }));
        on(PASS, "gives access back", "it is given back", cutsUser(s -> {
            s.uses.clear();
            s.undo = true;
        }));
    }

    private void flight() {
        guardrail = "single-flight";
        on(PASS, "No other plan", "no other plan is at work", cutsUser(s -> s.busy.put(ROLE, 4L)));
        on(REFUSED, "Plan 4 is working on user deploy-legacy", "another plan is", cutsUser(s -> s.busy.put(USER, 4L)));
        on(REFUSED, "Plan 4", "another plan is, and it is to be given back", cutsUser(s -> {
            s.busy.put(USER, 4L);
            s.undo = true;
        }));
        guardrail = "cool-down";
        on(PASS, "No plan on them", "nothing failed", cutsUser(s -> s.cooling.put(ROLE, NOW.plusSeconds(60))));
        on(
                REFUSED,
                "wait until 12:01 UTC",
                "one failed a while ago",
                cutsUser(s -> s.cooling.put(USER, NOW.plusSeconds(60))));
        on(PASS, "No plan on them", "that while is over", cutsUser(s -> s.cooling.put(USER, NOW)));
        on(PASS, "gives access back", "one failed and it is given back", cutsUser(s -> {
            s.cooling.put(USER, NOW.plusSeconds(60));
            s.undo = true;
        }));
    }

    private static final String ELSEWHERE = "111122223333";
    private static final String EVE = "94482488-3041-7099-eve0-000000000001";
    private static final String EVES_SESSION = reserved(ACCOUNT, "Admin", "eve@example.com");

    private static String reserved(String account, String set, String session) {
        return "arn:aws:sts::" + account + ":assumed-role/AWSReservedSSO_" + set + "_0123456789abcdef/" + session;
    }

    private static Consumer<Situation> cutsEve(Set<String> seenAs, Consumer<Situation> more) {
        return s -> more.accept(s.denyingPerson(EVE, seenAs, ACCOUNT));
    }

    /** People of Identity Center, who are denied in whatever role. */
    private void people() {
        Set<String> seen = Set.of(EVES_SESSION);
        guardrail = "target";
        on(PASS, "Identity Center user " + EVE + " in " + ACCOUNT, "a person alone is cut", cutsEve(seen, s -> {}));
        guardrail = "protected";
        on(PASS, "None", "a person is cut who works in a permission set's role", cutsEve(seen, s -> {}));
        for (String pattern : List.of(
                "AWSReservedSSO_Admin_*",
                "arn:aws:iam::*:role/aws-reserved/*",
                "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/*",
                "arn:aws:identitystore:::user/" + EVE,
                EVE)) {
            on(REFUSED, "protected (" + pattern, pattern + " is protected", cutsEve(seen, s -> protect(s, pattern)));
            on(REFUSED, "kept for emergencies", pattern + " is for emergencies", cutsEve(seen, s -> {
                s.protection = new Facts.Protection(List.of(), List.of(pattern), List.of());
            }));
        }
        for (String pattern : List.of("arn:aws:iam::*:role/core/*", "AWSReservedSSO_ReadOnly_*", "eve")) {
            on(PASS, "None", pattern + " is, which a person isn't", cutsEve(seen, s -> protect(s, pattern)));
        }
        guardrail = "blast-radius";
        on(PASS, "No role is cut as a whole.", "a person is cut", cutsEve(seen, s -> {}));
        guardrail = "cap-absolute";
        on(
                PASS,
                "1 principal in one plan",
                "a person is cut in two accounts",
                s -> s.denyingPerson(EVE, seen, ACCOUNT, ELSEWHERE));
        on(REFUSED, "1 principal in one plan, limit 0", "none may be cut", cutsEve(seen, s -> {
            s.limits = new Facts.Limits(0, 20, 10);
        }));
        guardrail = "cap-percent";
        on(
                PASS,
                ELSEWHERE + ": 1 of 40",
                "a person is cut in two accounts",
                s -> s.denyingPerson(EVE, seen, ACCOUNT, ELSEWHERE));
        guardrail = "single-flight";
        on(
                REFUSED,
                "Plan 4 is working on Identity Center user " + EVE,
                "another plan works on that person",
                cutsEve(seen, s -> s.busyPeople.put(EVE, 4L)));
        on(PASS, "No other plan", "another plan works on somebody else", cutsEve(seen, s -> {
            s.busyPeople.put("94482488-3041-7099-0000-000000000002", 4L);
            s.busy.put(USER, 4L);
        }));
        guardrail = "cool-down";
        on(
                REFUSED,
                "A plan on Identity Center user " + EVE + " failed or was undone lately; wait until 12:01 UTC",
                "one on that person failed a while ago",
                cutsEve(seen, s -> s.coolingPeople.put(EVE, NOW.plusSeconds(60))));
        on(PASS, "No plan on them", "that while is over", cutsEve(seen, s -> s.coolingPeople.put(EVE, NOW)));
        peopleOfOurs(seen);
        peopleAtWork(seen);
    }

    private void peopleOfOurs(Set<String> seen) {
        guardrail = "not-yourself";
        on(PASS, "Stakeout itself is", "it works by a role of its own", cutsEve(seen, s -> {}));
        on(REFUSED, "what delivers to Stakeout", "the person works by a role that delivers", cutsEve(seen, s -> {
            s.pipelineRoles.add("AWSReservedSSO_Admin_0123456789abcdef");
        }));
        on(REFUSED, "it works as Identity Center user " + EVE, "it works by the person's session", cutsEve(seen, s -> {
            s.self = Optional.of(EVES_SESSION);
        }));
        on(REFUSED, "it works as", "it works by another permission set of that person's", cutsEve(seen, s -> {
            s.self = Optional.of(reserved(ELSEWHERE, "Security", "Eve@example.com"));
        }));
        on(PASS, "Stakeout itself is", "it works by somebody else's session", cutsEve(seen, s -> {
            s.self = Optional.of(reserved(ACCOUNT, "Admin", "ada@example.com"));
        }));
        on(REFUSED, "whether as Identity Center user", "it may work as that person", cutsEve(Set.of(), s -> {
            s.self = Optional.of(reserved(ACCOUNT, "Admin", "ada@example.com"));
        }));
        on(PASS, "Stakeout itself is", "it may, and access is given back", cutsEve(Set.of(), s -> {
            s.self = Optional.of(reserved(ACCOUNT, "Admin", "ada@example.com"));
            s.undo = true;
        }));
    }

    private void peopleAtWork(Set<String> seen) {
        guardrail = "operators";
        for (String arn : List.of(
                EVES_SESSION,
                reserved(ELSEWHERE, "ReadOnly", "EVE@example.com"),
                "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
                "arn:aws:identitystore:::user/" + EVE,
                "arn:aws:identitystore::111122223333:identitystore/d-1234567890/" + EVE.toUpperCase(Locale.ROOT),
                EVE)) {
            on(REFUSED, "is operator nina", "nina is " + arn, cutsEve(seen, s -> operator(s, "nina", arn)));
        }
        String other = "arn:aws:identitystore:::user/94482488-3041-7099-ada0-000000000002";
        String adas = reserved(ACCOUNT, "Admin", "ada@example.com");
        on(PASS, "is cut.", "nina is another user", cutsEve(Set.of(), s -> operator(s, "nina", other, adas)));
        on(PASS, "is cut.", "nina has another session of that role", cutsEve(seen, s -> operator(s, "nina", adas)));
        on(
                PASS,
                "is cut.",
                "nina's session is one of another role, called like the person's",
                cutsEve(seen, s -> operator(s, "nina", "arn:aws:sts::444455556666:assumed-role/ops/eve@example.com")));
        on(REFUSED, "isn't known", "what the person's sessions are called isn't known", cutsEve(Set.of(), s -> {
            operator(s, "nina", adas);
        }));
        on(PASS, "is cut.", "it isn't, and access is given back", cutsEve(Set.of(), s -> {
            operator(s, "nina", adas);
            s.undo = true;
        }));
        on(PASS, "No operator", "a user's id in the identity store is told", cutsUser(s -> operator(s, "nina", other)));
    }

    static Set<String> named() {
        return Set.copyOf(all().map(Case::guardrail).toList());
    }
}
