package io.stakeout.containment.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stakeout.containment.plan.Statements.Whom;

/**
 * Turns a lineage into steps: leaves first, named suspects last, so that nobody cut mints a way back. Pure; the same
 * lineage, level, options and key give the same draft.
 */
public final class Planner {

    /** Denies everything, to everybody; an AWS managed policy. */
    static final String DENY_ALL = "arn:aws:iam::aws:policy/AWSDenyAll";

    private record Placed(Step step, int depth, boolean suspect) {}

    private final Level level;
    private final Draft.Options options;
    private final Scope scope;
    private final People people;
    private final String policyName;
    private final String key;
    private final List<Placed> steps = new ArrayList<>();
    private final Set<PrincipalRef> cut = new LinkedHashSet<>();
    private int statements;

    private Planner(Level level, Draft.Options options, Scope scope, String policyName, String key) {
        this.level = level;
        this.options = options;
        this.scope = scope;
        this.people = new People(scope, options.controlPolicy() && level.atLeast(Level.PRINCIPAL) && level.executed());
        this.policyName = policyName;
        this.key = key;
    }

    /**
     * Drafts a plan.
     *
     * @param all everybody in the lineage who isn't excluded
     * @param policyName under which our policies are in AWS
     * @param key letters and digits that no other plan has: by it our statements are told apart
     */
    public static Draft draft(Level level, Draft.Options options, List<Subject> all, String policyName, String key) {
        return draft(level, options, all, Map.of(), policyName, key);
    }

    /**
     * Drafts a plan that leaves some as they are.
     *
     * @param leave why, by their ids; who isn't in the lineage can't be left out
     */
    public static Draft draft(
            Level level,
            Draft.Options options,
            List<Subject> all,
            Map<Long, Draft.Leave> leave,
            String policyName,
            String key) {
        List<Subject> inOrder =
                all.stream().sorted(Comparator.comparingLong(Subject::id)).toList();
        List<Subject> covered = inOrder.stream()
                .filter(subject -> !leave.containsKey(subject.id()))
                .toList();
        List<Draft.LeftOut> leftOut = inOrder.stream()
                .filter(subject -> leave.containsKey(subject.id()))
                .map(subject -> leftOut(subject, leave.get(subject.id())))
                .toList();
        return new Planner(level, options, Scope.of(covered), policyName, key).draft(leftOut);
    }

    private static Draft.LeftOut leftOut(Subject subject, Draft.Leave leave) {
        return new Draft.LeftOut(subject, leave.by(), leave.reason());
    }

    private Draft draft(List<Draft.LeftOut> leftOut) {
        switch (level) {
            case OBSERVE, ACCOUNT -> {}
            case CLIP -> clip();
            case SESSION -> sessions(true);
            case PRINCIPAL, KEYS -> principals();
        }
        Notices notices = new Notices(level, options, scope, people);
        List<String> warnings = new ArrayList<>(notices.warnings());
        leftOut.forEach(one -> warnings.add(one.words()));
        return new Draft(level, options, ordered(), cut, scope.covered, warnings, notices.checklist(), leftOut);
    }

    private List<Step> ordered() {
        List<Step> ordered = new ArrayList<>(steps.stream()
                .sorted(Comparator.comparing(Placed::suspect)
                        .thenComparing(Placed::depth, Comparator.reverseOrder())
                        .thenComparing(placed -> placed.step.slot().id()))
                .map(Placed::step)
                .toList());
        List<Step> renewals = ordered.stream()
                .filter(step -> step.change() instanceof Change.AddStatement add
                        && add.statement().contains(Change.CUT_OFF))
                .map(Planner::renewal)
                .toList();
        ordered.addAll(renewals);
        return ordered;
    }

    private static Step renewal(Step step) {
        return new Step(
                "Once more after changes have spread: " + step.title(),
                step.call(),
                step.slot(),
                step.change(),
                step.identities(),
                true,
                "sessions that were minted while the first write was spreading",
                step.doesNotStop(),
                step.sideEffect(),
                step.notices(),
                step.undo(),
                step.reversible());
    }

    private void clip() {
        scope.users.forEach(
                (user, who) -> add(user, who, Measure.CLIP_USER, sid -> Statements.clip(sid, Whom.everybody())));
        scope.roles.forEach(
                (role, who) -> add(role, who, Measure.CLIP_ROLE, sid -> Statements.clip(sid, Whom.everybody())));
        scope.roleSessions.forEach((role, who) -> {
            if (!scope.roles.containsKey(role)) {
                Whoms.of(who, false)
                        .forEach(whom -> add(role, who, Measure.CLIP_SESSION, sid -> Statements.clip(sid, whom)));
            }
        });
    }

    /** @param issuedBefore whether only what was issued before the cut-off is cut, so that its owner can come back */
    private void sessions(boolean issuedBefore) {
        Measure measure = issuedBefore ? Measure.SESSIONS_BEFORE : Measure.SESSIONS;
        scope.roleSessions.forEach((role, who) -> {
            if (!wholly(role)) {
                Whoms.of(who, issuedBefore)
                        .forEach(whom -> add(role, who, measure, sid -> Statements.denyAll(sid, whom)));
            }
        });
        scope.federated.forEach((user, who) -> {
            if (!wholly(user)) {
                Whoms.of(who, issuedBefore)
                        .forEach(whom -> add(user, who, Measure.FEDERATED, sid -> Statements.denyAll(sid, whom)));
            }
        });
        scope.sourceIdentities.forEach((role, who) -> {
            if (!wholly(role)) {
                who.forEach(subject -> add(
                        role,
                        who,
                        Measure.SOURCE_IDENTITY,
                        sid -> Statements.denyAll(
                                sid, new Whom(List.of(), List.of(), Optional.of(subject.value()), issuedBefore))));
            }
        });
        scope.userSessions.forEach(this::revokeUser);
        if (!level.atLeast(Level.PRINCIPAL)) {
            scope.users.forEach((user, who) -> {
                if (!scope.userSessions.containsKey(user)) {
                    revokeUser(user, who);
                }
            });
        }
    }

    private void revokeUser(PrincipalRef user, List<Subject> who) {
        if (!wholly(user)) {
            add(user, who, Measure.USER_SESSIONS, sid -> Statements.denyAll(sid, Whom.issuedBeforeCutOff()));
        }
    }

    private void principals() {
        scope.users.forEach(this::denyUser);
        scope.roles.forEach(this::denyRole);
        sessions(false);
        keys();
        scope.passwords.forEach(this::password);
        scope.otherCredentials.forEach(this::otherCredential);
        if (options.controlPolicy()) {
            controlPolicies();
        }
    }

    private void denyUser(PrincipalRef user, List<Subject> who) {
        add(user, who, Measure.USER_DENY, sid -> Statements.denyAll(sid, Whom.everybody()));
        if (options.boundary()) {
            Slot slot = new Slot.Boundary(user);
            place(
                    user,
                    who,
                    Measure.USER_BOUNDARY.step(named(user), slot, new Change.Put(Optional.of(DENY_ALL)), ids(who)));
        }
        if (level == Level.KEYS) {
            password(user, who);
        }
    }

    /** A role that a suspect made is the suspect's alone; any other has other users, who can come back at once. */
    private void denyRole(PrincipalRef role, List<Subject> who) {
        boolean minted = who.stream()
                .anyMatch(
                        subject -> subject.is(Subject.MINTED) && subject.kind().equals("role"));
        if (minted) {
            add(role, who, Measure.ROLE_DENY, sid -> Statements.denyAll(sid, Whom.everybody()));
        } else {
            add(role, who, Measure.ROLE_REVOKE, sid -> Statements.denyAll(sid, Whom.issuedBeforeCutOff()));
        }
    }

    private void keys() {
        for (Subject subject : scope.keys) {
            PrincipalRef user = subject.principal().orElseThrow();
            if (level == Level.KEYS || !wholly(user)) {
                Slot slot = new Slot.KeyStatus(user, subject.value());
                Change off = new Change.Put(Optional.of("Inactive"));
                place(
                        user,
                        List.of(subject),
                        Measure.KEY.step(subject.value() + " of " + named(user), slot, off, ids(List.of(subject))));
            }
        }
    }

    private void password(PrincipalRef user, List<Subject> who) {
        boolean there = steps.stream().anyMatch(placed -> placed.step.slot().equals(new Slot.Password(user)));
        if (!there && (level == Level.KEYS || !wholly(user))) {
            Slot slot = new Slot.Password(user);
            place(user, who, Measure.PASSWORD.step(named(user), slot, new Change.Put(Optional.empty()), ids(who)));
        }
    }

    private void otherCredential(Subject subject) {
        PrincipalRef user = subject.principal().orElseThrow();
        if (level == Level.KEYS || !wholly(user)) {
            Change off = new Change.Put(Optional.of("Inactive"));
            String whom = subject.value() + " of " + named(user);
            List<Subject> who = List.of(subject);
            place(user, who, measure(subject).step(whom, slot(subject, user), off, ids(who)));
        }
    }

    private static Measure measure(Subject credential) {
        return switch (credential.kind()) {
            case "ssh-key" -> Measure.SSH_KEY;
            case "signing-certificate" -> Measure.SIGNING_CERTIFICATE;
            default -> Measure.SERVICE_CREDENTIAL;
        };
    }

    private static Slot slot(Subject credential, PrincipalRef user) {
        return switch (credential.kind()) {
            case "ssh-key" -> new Slot.SshKey(user, credential.value());
            case "signing-certificate" -> new Slot.SigningCertificate(user, credential.value());
            default -> new Slot.ServiceCredential(user, credential.value());
        };
    }

    private void controlPolicies() {
        scope.users.forEach((user, who) -> control(user, who, Whom.everybody()));
        scope.roles.forEach((role, who) -> control(role, who, Whom.everybody()));
        scope.roleSessions.forEach((role, who) -> {
            if (!scope.roles.containsKey(role)) {
                Whoms.of(who, false).forEach(whom -> control(role, who, whom));
            }
        });
        for (Subject root : scope.roots) {
            root.principal().ifPresent(principal -> control(principal, List.of(root), Whom.everybody()));
        }
        for (Subject person : scope.people) {
            people.accounts(person).forEach(account -> person(account, person));
        }
    }

    private void control(PrincipalRef principal, List<Subject> who, Whom whom) {
        Slot slot = new Slot.ControlPolicy(principal.account(), policyName);
        String sid = sid();
        Change add = new Change.AddStatement(sid, Statements.denyPrincipal(sid, principal, whom));
        place(principal, who, Measure.CONTROL_POLICY.step(principal.arn(), slot, add, ids(who)));
    }

    private void person(String account, Subject person) {
        Slot slot = new Slot.ControlPolicy(account, policyName);
        String sid = sid();
        Change add = new Change.AddStatement(sid, Statements.denyPerson(sid, person.value()));
        List<Long> stopped = ids(people.stopped(person, account));
        Step step = Measure.PERSON.step(person.label() + " in " + account, slot, add, stopped);
        steps.add(new Placed(step, person.depth(), person.is(Subject.SUSPECT)));
    }

    /** Whether a principal is cut as a whole, so that nothing of it needs a step of its own. */
    private boolean wholly(PrincipalRef principal) {
        boolean denied = scope.users.containsKey(principal)
                || scope.roles.getOrDefault(principal, List.of()).stream()
                        .anyMatch(subject ->
                                subject.is(Subject.MINTED) && subject.kind().equals("role"));
        return denied && level.atLeast(Level.PRINCIPAL);
    }

    private interface Statement {
        String with(String sid);
    }

    private void add(PrincipalRef principal, List<Subject> who, Measure measure, Statement statement) {
        String sid = sid();
        Slot slot = new Slot.InlinePolicy(principal, policyName);
        Change change = new Change.AddStatement(sid, statement.with(sid));
        place(principal, who, measure.step(named(principal), slot, change, ids(who)));
    }

    private void place(PrincipalRef principal, List<Subject> who, Step step) {
        int depth = who.stream().mapToInt(Subject::depth).max().orElse(0);
        boolean suspect = who.stream().anyMatch(subject -> subject.is(Subject.SUSPECT));
        steps.add(new Placed(step, depth, suspect));
        cut.add(principal);
    }

    private String sid() {
        return "S" + key + statements++;
    }

    private static String named(PrincipalRef principal) {
        return principal.name() + " in " + principal.account();
    }

    private static List<Long> ids(List<Subject> who) {
        return who.stream().map(Subject::id).distinct().sorted().toList();
    }
}
