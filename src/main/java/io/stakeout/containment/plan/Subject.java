package io.stakeout.containment.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An identity of an incident as a planner needs it: what it is, how it came into the lineage, and what is known of the
 * principal behind it from the stream alone.
 *
 * @param id in the incident's lineage
 * @param kind id of a {@code cloudtrail.Issuance.Kind}, or {@code principal}, {@code source-identity}, {@code source-ip}
 * @param relation {@code suspect}, {@code minted}, {@code touched} or {@code possible}
 * @param chosen whether a person ticked it, with the reason
 * @param how the calls by which it joined, for example {@code CreateAccessKey}; empty for a suspect
 * @param parents whose calls those were
 * @param principal whose credential it is, or what it is itself; empty when no call told
 * @param userId {@code userIdentity.principalId} of its calls, for example {@code AROA…:session}
 * @param sessionName of a role session or a federated user
 * @param depth how many hand-outs from a suspect; leaves have the most
 * @param person the Identity Center user behind a session of one of its roles, as far as calls or hand-outs tell
 * @param seenAs of an Identity Center user: ARNs of the role sessions in which it was seen at work
 */
public record Subject(
        long id,
        String kind,
        String value,
        String label,
        Optional<String> account,
        String relation,
        Optional<String> chosen,
        Set<String> how,
        List<Long> parents,
        Optional<PrincipalRef> principal,
        Optional<String> userId,
        Optional<String> sessionName,
        Optional<String> sourceIdentity,
        int depth,
        Optional<String> person,
        Set<String> seenAs) {

    /** What an Identity Center user is called as an identity: the id of its {@code cloudtrail.Issuance.Kind}. */
    public static final String PERSON = "identity-center-user";

    public static final String SUSPECT = "suspect";
    public static final String MINTED = "minted";
    public static final String TOUCHED = "touched";
    public static final String POSSIBLE = "possible";

    public Subject {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
        Objects.requireNonNull(label);
        Objects.requireNonNull(relation);
        how = Set.copyOf(how);
        parents = List.copyOf(parents);
        // plans that were stored before these were known have neither
        person = person == null ? Optional.empty() : person;
        seenAs = seenAs == null ? Set.of() : Set.copyOf(seenAs);
    }

    /** One that has nothing to do with Identity Center. */
    public Subject(
            long id,
            String kind,
            String value,
            String label,
            Optional<String> account,
            String relation,
            Optional<String> chosen,
            Set<String> how,
            List<Long> parents,
            Optional<PrincipalRef> principal,
            Optional<String> userId,
            Optional<String> sessionName,
            Optional<String> sourceIdentity,
            int depth) {
        this(
                id,
                kind,
                value,
                label,
                account,
                relation,
                chosen,
                how,
                parents,
                principal,
                userId,
                sessionName,
                sourceIdentity,
                depth,
                Optional.empty(),
                Set.of());
    }

    public boolean is(String wanted) {
        return relation.equals(wanted);
    }
}
