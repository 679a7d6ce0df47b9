package io.stakeout.drill.policy;

import java.util.List;
import java.util.Objects;

/** A policy, parsed once to be evaluated often. */
public final class PolicyDocument {

    /** What a policy is attached to, which decides what may stand in it. */
    public enum Kind {
        /** A user, group, role or permission set, a boundary, or a session. */
        IDENTITY,
        /** A resource. */
        RESOURCE,
        /** A role, to say who may assume it. */
        TRUST,
        /** A root, organizational unit or account of an organization. */
        SCP
    }

    private final Kind kind;
    private final List<Statement> statements;

    PolicyDocument(Kind kind, List<Statement> statements) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy, strictly: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
     *
     * @param json at most 131,072 characters, which is what the API takes
     * @throws MalformedPolicy when AWS would refuse it, with what AWS would say
     */
    public static PolicyDocument parse(String json, Kind kind) throws MalformedPolicy {
        return new PolicyReader(kind).read(json);
    }

    /** As what it was parsed. */
    public Kind kind() {
        return kind;
    }

    boolean allows(Request request) {
        return statements.stream().anyMatch(statement -> statement.allows() && statement.matches(request));
    }

    boolean denies(Request request) {
        return statements.stream().anyMatch(statement -> !statement.allows() && statement.matches(request));
    }

    /** How a resource-based policy names the caller where it allows the request. */
    Naming grants(Request request, Principal caller) {
        return statements.stream()
                .filter(statement -> statement.allows() && statement.matches(request))
                .flatMap(statement -> statement.who().stream())
                .map(who -> who.naming(caller))
                .reduce(Naming.NONE, Naming::or);
    }

    /** @param bounded whether the caller has a permissions boundary */
    boolean denies(Request request, Principal caller, boolean bounded) {
        return statements.stream()
                .filter(statement -> !statement.allows() && statement.matches(request))
                .flatMap(statement -> statement.who().stream())
                .anyMatch(who -> who.isDenied(caller, bounded));
    }
}
