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
