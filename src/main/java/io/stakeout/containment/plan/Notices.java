package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an approver has to know beside the steps: what stays possible, and what people have to do by hand. */
final class Notices {

    /** Calls by which whoever made them has shown that it may change IAM. */
    private static final Set<String> CHANGES_OF_IAM = Set.of(
            "AttachRolePolicy",
            "AttachUserPolicy",
            "CreateAccessKey",
            "CreateLoginProfile",
            "CreateRole",
            "CreateServiceSpecificCredential",
            "CreateUser",
            "DeleteRolePermissionsBoundary",
            "PutRolePermissionsBoundary",
            "PutRolePolicy",
            "PutUserPolicy",
            "ResetServiceSpecificCredential",
            "UpdateAssumeRolePolicy",
            "UpdateLoginProfile",
            "UploadSSHPublicKey",
            "UploadSigningCertificate");

    private final Level level;
    private final Draft.Options options;
    private final Scope scope;
    private final People people;

    Notices(Level level, Draft.Options options, Scope scope, People people) {
        this.level = level;
        this.options = options;
        this.scope = scope;
        this.people = people;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (level == Level.SESSION || level == Level.CLIP) {
            longTerm(warnings);
        }
        if (level != Level.OBSERVE && level != Level.ACCOUNT) {
            scope.unresolved.forEach(subject -> warnings.add("No call has told yet whose " + subject.kind() + " "
                    + subject.label() + " is: it isn't in this plan."));
            touched(warnings);
            warnings.addAll(people.warnings());
            minters(warnings);
            instances(warnings);
            fightingBack(warnings);
        }
        scope.addresses.forEach(address ->
                warnings.add("Address " + address + " is shared by whomever: it is watched, and never cut."));
        return warnings;
    }

    /** Cutting a session is no use while the credential that mints the next one works. */
    private void longTerm(List<String> warnings) {
        for (Subject key : scope.keys) {
            warnings.add("Access key " + key.value() + " of "
                    + key.principal().map(PrincipalRef::name).orElse("an unknown user")
                    + " stays alive and can mint the next session at once. L3 cuts its user, or the key.");
        }
        for (Subject credential : scope.otherCredentials) {
            warnings.add("The " + credential.kind().replace('-', ' ') + " " + credential.value() + " of "
                    + credential.principal().map(PrincipalRef::name).orElse("an unknown user")
                    + " goes on letting in whoever has it. L3 cuts its user, or switches it off.");
        }
        scope.users.keySet().stream()
                .filter(user -> scope.keys.stream()
                        .noneMatch(key -> key.principal().filter(user::equals).isPresent()))
                .forEach(user -> warnings.add("User " + user.name() + " in " + user.account()
                        + " keeps its keys and password, and can begin the next session at once. L3 denies the user."));
        if (level == Level.SESSION) {
            scope.roles
                    .keySet()
                    .forEach(
                            role -> warnings.add(
                                    "Role " + role.name() + " in " + role.account()
                                            + " is not cut, only its known sessions: whoever may assume it can do so again. L3 cuts the role."));
            scope.passwords
                    .keySet()
                    .forEach(user -> warnings.add("The password that was set for user " + user.name() + " in "
                            + user.account() + " stays valid. L3 removes it."));
        }
    }

    private void touched(List<String> warnings) {
        for (Subject subject : scope.touched) {
            boolean offered = subject.is(Subject.POSSIBLE);
            warnings.add(subject.label() + (offered ? " may belong to the suspect" : " was there before")
                    + ": it is watched, not cut. Tick it, with a reason, to cut it too.");
        }
    }

    /** A session whose minter isn't known or isn't cut comes back under another name. */
    private void minters(List<String> warnings) {
        scope.roleSessions.forEach((role, sessions) -> sessions.stream()
                .filter(session -> session.is(Subject.SUSPECT))
                .forEach(session -> warnings.add("Who assumed role " + role.name() + " in " + role.account()
                        + " as session " + session.sessionName().orElse(session.label())
                        + " isn't cut by this plan and can assume it again under another name.")));
    }

    private void instances(List<String> warnings) {
        scope.roleSessions.values().stream()
                .flatMap(List::stream)
                .filter(session -> session.sessionName()
                        .filter(name -> name.startsWith("i-"))
                        .isPresent())
                .forEach(session ->
                        warnings.add("Session " + session.sessionName().orElseThrow()
                                + " is that of an instance: what runs on it is cut too, until the instance gets new credentials"
                                + (level.atLeast(Level.PRINCIPAL) ? " under another role." : ".")));
    }

    /**
     * For some seconds the old rights still count, while the new policies can be read already. Measured at about four:
     * OFFENSAI, "Exploiting AWS IAM eventual consistency for persistence".
     */
    private void fightingBack(List<String> warnings) {
        boolean withinTheAccount = level.atLeast(Level.PRINCIPAL) && !options.controlPolicy();
        scope.covered.stream()
                .flatMap(subject -> subject.how().stream())
                .filter(call -> withinTheAccount && CHANGES_OF_IAM.contains(call))
                .sorted()
                .findFirst()
                .ifPresent(call -> warnings.add("The suspects have changed IAM (" + call
                        + "): they can take these denies off in the seconds before they take effect. "
                        + Draft.STRONGER));
    }

    List<Draft.Todo> checklist() {
        List<Draft.Todo> todos = new ArrayList<>();
        if (level == Level.OBSERVE) {
            return todos;
        }
        if (level == Level.ACCOUNT) {
            account(todos);
        }
        for (Subject person : scope.people) {
            todos.add(new Draft.Todo(
                    "Disable " + person.label()
                            + " in Identity Center (or the identity provider) and end its sessions there.",
                    "There is no API to disable a user or to end portal sessions; sessions of roles go on until they expire,"
                            + " unless a service control policy denies this person."));
        }
        if (!options.controlPolicy() || !level.atLeast(Level.PRINCIPAL)) {
            scope.roots.forEach(root -> todos.add(new Draft.Todo(
                    "Root of " + root.account().orElse("its account") + ": change its password, remove its access keys,"
                            + " check its MFA devices.",
                    "No policy within the account restricts a root; of a member account a service control policy does,"
                            + " of the management account nothing.")));
        }
        scope.outsiders.forEach(outsider -> todos.add(new Draft.Todo(
                "Take back the trust that was opened to " + outsider.label() + ".",
                "It lies in a policy of somebody else's making: who owns it decides what it has to be.")));
        return todos;
    }

    private void account(List<Draft.Todo> todos) {
        String accounts = String.join(
                ", ",
                scope.covered.stream()
                        .flatMap(
                                subject -> subject.principal().map(PrincipalRef::account).or(subject::account).stream())
                        .distinct()
                        .sorted()
                        .toList());
        todos.add(new Draft.Todo(
                "Ask the owner of " + accounts + " what may stop, and until when.",
                "The whole account goes down, with everything that runs in it."));
        todos.add(new Draft.Todo(
                "Check that Stakeout's pipeline doesn't run in this account.", "Moving it would blind this room."));
        todos.add(new Draft.Todo(
                "Move the account to the quarantine unit: aws organizations move-account.",
                "A policy on that unit denies everything but the responders' role."));
        todos.add(new Draft.Todo(
                "Stop or isolate what runs with credentials of its own: instances, functions, containers.",
                "A service control policy doesn't stop what is running already from reaching out."));
        todos.add(new Draft.Todo(
                "Write down how to move it back, and who says so.",
                "An account that is moved away is soon forgotten."));
    }
}
