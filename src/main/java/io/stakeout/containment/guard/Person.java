package io.stakeout.containment.guard;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Subject;

/**
 * An Identity Center user whom a plan cuts, as far as it can be compared with somebody's ARNs. Identity Center names each
 * session after its user, whatever the permission set and the account.
 *
 * @param names of its sessions in roles of Identity Center, in small letters; none when no session was seen
 * @param roles in which it was seen
 */
record Person(String userId, Set<String> names, Set<PrincipalRef> roles) {

    /** Whether somebody is this person. */
    enum Is {
        YES,
        NO,
        /** Somebody works by Identity Center, and what this person's sessions are called isn't known. */
        UNKNOWN
    }

    private static final Pattern SESSION = Pattern.compile("arn:[^:]+:sts::\\d{12}:assumed-role/[^/]+/(.+)");

    /** Service Authorization Reference, "IAM Identity Center identity store": {@code arn:aws:identitystore:::user/ID}. */
    private static final Pattern USER = Pattern.compile("arn:[^:]+:identitystore:[^:]*:[^:]*:(?:.*/)?([\\w-]+)");

    static List<Person> of(Proposal proposal) {
        Set<String> people = new TreeSet<>();
        Targets.of(proposal).people().values().forEach(people::addAll);
        return people.stream().map(id -> of(id, proposal.draft().subjects())).toList();
    }

    private static Person of(String userId, List<Subject> subjects) {
        Set<String> names = new HashSet<>();
        Set<PrincipalRef> roles = new HashSet<>();
        for (Subject subject : subjects) {
            if (subject.kind().equals(Subject.PERSON) && subject.value().equalsIgnoreCase(userId)) {
                for (String arn : subject.seenAs()) {
                    role(arn).ifPresent(role -> {
                        roles.add(role);
                        name(arn).ifPresent(names::add);
                    });
                }
            }
        }
        return new Person(userId, names, roles);
    }

    /** Of somebody who is known by all of these; one exact answer is enough. */
    Is is(Collection<String> arns) {
        Set<String> users = new HashSet<>();
        boolean byIdentityCenter = false;
        for (String arn : arns) {
            String own = arn.strip();
            user(own).ifPresent(users::add);
            if (own.equalsIgnoreCase(userId) || isBySession(own)) {
                return Is.YES;
            }
            byIdentityCenter = byIdentityCenter || role(own).isPresent();
        }
        if (!users.isEmpty()) {
            return users.contains(userId.toLowerCase(Locale.ROOT)) ? Is.YES : Is.NO;
        }
        return byIdentityCenter && names.isEmpty() ? Is.UNKNOWN : Is.NO;
    }

    /** By a session's name; a role that is named without one is anybody's who was seen in it. */
    private boolean isBySession(String arn) {
        Optional<PrincipalRef> role = role(arn);
        return role.isPresent()
                && name(arn)
                        .map(names::contains)
                        .orElseGet(() -> roles.stream().anyMatch(seen -> Names.same(seen, role.get())));
    }

    /** The first pattern that names this person, or a role in which it was seen. */
    Optional<String> named(Collection<String> patterns) {
        return patterns.stream()
                .filter(text -> text.strip().equalsIgnoreCase(userId)
                        || user(text)
                                .filter(userId.toLowerCase(Locale.ROOT)::equals)
                                .isPresent()
                        || roles.stream().anyMatch(role -> names(text, role)))
                .findFirst();
    }

    /** Identity Center keeps its roles under a path of its own: IAM Identity Center User Guide, "Permission sets". */
    private static boolean names(String pattern, PrincipalRef role) {
        String arn = "arn:aws:iam::" + role.account() + ":role/aws-reserved/sso.amazonaws.com/" + role.name();
        Standing standing = new Standing(arn, role.name(), Map.of());
        return new NamePattern(pattern).fit(role, Optional.of(standing)) == NamePattern.Fit.YES;
    }

    private static Optional<PrincipalRef> role(String arn) {
        return PrincipalRef.ofArn(arn).filter(PrincipalRef::ofIdentityCenter);
    }

    private static Optional<String> name(String arn) {
        return first(SESSION.matcher(arn));
    }

    /** The user of an identity store that an ARN names. */
    static Optional<String> user(String arn) {
        return first(USER.matcher(arn.strip()));
    }

    private static Optional<String> first(Matcher match) {
        return match.matches() ? Optional.of(match.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    String words() {
        return Words.person(userId);
    }
}
