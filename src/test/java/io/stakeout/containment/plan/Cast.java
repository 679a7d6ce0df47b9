package io.stakeout.containment.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subjects of a made-up lineage, for tests. */
final class Cast {

    static final String ACCOUNT = "444455556666";
    static final PrincipalRef MALLORY = user("mallory");
    static final PrincipalRef DEPLOY = role("deploy");
    static final PrincipalRef ALICE = user("alice");
    static final PrincipalRef BACKDOOR = user("backdoor");

    private Cast() {}

    static PrincipalRef user(String name) {
        return new PrincipalRef(PrincipalRef.Kind.USER, ACCOUNT, name);
    }

    static PrincipalRef role(String name) {
        return new PrincipalRef(PrincipalRef.Kind.ROLE, ACCOUNT, name);
    }

    /** The named suspect: a user, by its ARN. */
    static Subject mallory() {
        return of(1, "user", MALLORY.arn(), Subject.SUSPECT, Set.of(), Optional.of(MALLORY), Optional.empty(), 0);
    }

    /** The named suspect: a key of that user. */
    static Subject malloryKey() {
        return of(
                1,
                "access-key",
                "AKIAMALLORY000000001",
                Subject.SUSPECT,
                Set.of(),
                Optional.of(MALLORY),
                Optional.empty(),
                0);
    }

    static Subject session() {
        return of(
                2,
                "role-session",
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/deploy/s3-sync",
                Subject.MINTED,
                Set.of("AssumeRole"),
                Optional.of(DEPLOY),
                Optional.of("AROADEPLOY:s3-sync"),
                1);
    }

    static Subject keyOnAlice() {
        return of(
                3,
                "access-key",
                "AKIAALICE00000000002",
                Subject.MINTED,
                Set.of("CreateAccessKey"),
                Optional.of(ALICE),
                Optional.empty(),
                2);
    }

    static Subject aliceTouched() {
        return of(
                4,
                "user",
                ALICE.arn(),
                Subject.TOUCHED,
                Set.of("CreateAccessKey"),
                Optional.of(ALICE),
                Optional.empty(),
                1);
    }

    static Subject bobReset() {
        PrincipalRef bob = user("bob");
        return of(
                5,
                "user",
                bob.arn(),
                Subject.TOUCHED,
                Set.of("UpdateLoginProfile"),
                Optional.of(bob),
                Optional.empty(),
                1);
    }

    static Subject backdoor() {
        return of(
                6,
                "user",
                BACKDOOR.arn(),
                Subject.MINTED,
                Set.of("CreateUser", "CreateLoginProfile"),
                Optional.of(BACKDOOR),
                Optional.empty(),
                1);
    }

    static Subject mintedRole() {
        PrincipalRef role = role("svc-sync");
        return of(7, "role", role.arn(), Subject.MINTED, Set.of("CreateRole"), Optional.of(role), Optional.empty(), 1);
    }

    static Subject sessionToken() {
        return of(
                8,
                "access-key",
                "ASIAMALLORY000000003",
                Subject.MINTED,
                Set.of("GetSessionToken"),
                Optional.of(MALLORY),
                Optional.empty(),
                1);
    }

    static Subject address() {
        return of(9, "source-ip", "203.0.113.7", Subject.SUSPECT, Set.of(), Optional.empty(), Optional.empty(), 0);
    }

    static final String EVE = "94482488-3041-7099-7e5e-000000000001";
    static final PrincipalRef ADMIN = role("AWSReservedSSO_Admin_0123456789abcdef");

    /** The named suspect: somebody of Identity Center, seen in two accounts. */
    static Subject eve() {
        return person(
                20,
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + ADMIN.name() + "/eve",
                "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Billing_0123456789abcdef/eve");
    }

    static Subject person(long id, String... seenAs) {
        Subject plain = of(id, Subject.PERSON, EVE, Subject.SUSPECT, Set.of(), Optional.empty(), Optional.empty(), 0);
        return ofIdentityCenter(plain, Optional.empty(), Optional.empty(), Set.of(seenAs));
    }

    /** A session of a permission set's role, and whose it is. */
    static Subject reservedSession(long id, Optional<String> person) {
        Subject plain = of(
                id,
                "role-session",
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + ADMIN.name() + "/eve",
                Subject.MINTED,
                Set.of("GetRoleCredentials"),
                Optional.of(ADMIN),
                Optional.of("AROAADMIN:eve"),
                1);
        return ofIdentityCenter(plain, plain.account(), person, Set.of());
    }

    private static Subject ofIdentityCenter(
            Subject s, Optional<String> account, Optional<String> person, Set<String> seenAs) {
        return new Subject(
                s.id(),
                s.kind(),
                s.value(),
                s.label(),
                account,
                s.relation(),
                s.chosen(),
                s.how(),
                s.parents(),
                s.principal(),
                s.userId(),
                s.sessionName(),
                s.sourceIdentity(),
                s.depth(),
                person,
                seenAs);
    }

    static Subject chosen(Subject subject, String reason) {
        return new Subject(
                subject.id(),
                subject.kind(),
                subject.value(),
                subject.label(),
                subject.account(),
                subject.relation(),
                Optional.of(reason),
                subject.how(),
                subject.parents(),
                subject.principal(),
                subject.userId(),
                subject.sessionName(),
                subject.sourceIdentity(),
                subject.depth());
    }

    static Subject of(
            long id,
            String kind,
            String value,
            String relation,
            Set<String> how,
            Optional<PrincipalRef> principal,
            Optional<String> userId,
            int depth) {
        return new Subject(
                id,
                kind,
                value,
                value.substring(value.lastIndexOf('/') + 1),
                Optional.of(ACCOUNT),
                relation,
                Optional.empty(),
                how,
                List.of(),
                principal,
                userId,
                userId.map(text -> text.substring(text.indexOf(':') + 1)),
                Optional.empty(),
                depth);
    }
}
