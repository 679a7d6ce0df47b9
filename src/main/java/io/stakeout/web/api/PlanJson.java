package io.stakeout.web.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.stakeout.containment.PlanView;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.facts.Impact;
import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;
import io.stakeout.containment.proof.ProofView;

/**
 * A plan in the API: what is unknown or doesn't apply is null.
 *
 * @param playbook that let it go on without a person
 * @param covers how far the calls of each identity are stopped: {@code left-out}, {@code none}, {@code sign-ins}, {@code sessions}, {@code
 *     user} or {@code all}
 */
public record PlanJson(
        String id,
        String incidentId,
        String level,
        String levelTitle,
        String state,
        String stateText,
        String hash,
        String undoOf,
        String undoneBy,
        String draftedBy,
        Instant draftedAt,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        String executedBy,
        Instant executedAt,
        Boolean rehearsal,
        Instant cutOff,
        Instant effectiveAt,
        Instant provenFrom,
        String message,
        String playbook,
        String confirm,
        Draft.Options options,
        List<SubjectJson> subjects,
        Map<String, String> covers,
        List<LeftOutJson> leftOut,
        List<StepJson> steps,
        List<TodoJson> checklist,
        List<String> warnings,
        ImpactJson impact,
        List<RulingJson> verdicts,
        List<PlanView.Decision> approvals,
        ProofView proof,
        Map<String, ActionJson> actions) {

    /** Whom it covers. */
    public record SubjectJson(
            String identityId, String kind, String label, String relation, String principal, String chosen) {

        static SubjectJson of(Subject subject) {
            return new SubjectJson(
                    Long.toString(subject.id()),
                    subject.kind(),
                    subject.label(),
                    subject.relation(),
                    subject.principal().map(PrincipalRef::arn).orElse(null),
                    subject.chosen().orElse(null));
        }
    }

    /** Who is in the lineage and stays as it is. */
    public record LeftOutJson(
            String identityId, String kind, String label, String relation, String principal, String by, String reason) {

        static LeftOutJson of(Draft.LeftOut one) {
            Subject subject = one.subject();
            return new LeftOutJson(
                    Long.toString(subject.id()),
                    subject.kind(),
                    subject.label(),
                    subject.relation(),
                    subject.principal().map(PrincipalRef::arn).orElse(null),
                    one.by(),
                    one.reason());
        }
    }

    /** What a guardrail said; of a refusal, because of whom: a plan that leaves these out isn't refused for it. */
    public record RulingJson(
            String guardrail, String outcome, String text, String moment, Instant at, List<String> identityIds) {

        static RulingJson of(PlanView.Ruling ruling) {
            return new RulingJson(
                    ruling.guardrail(),
                    ruling.outcome(),
                    ruling.text(),
                    ruling.moment(),
                    ruling.at(),
                    ruling.identities().stream().map(id -> Long.toString(id)).toList());
        }
    }

    /** One write to AWS; before and after are null when nothing is there, or in a listing. */
    public record StepJson(
            int n,
            String title,
            String call,
            String target,
            String account,
            List<String> identityIds,
            boolean renewal,
            boolean beforeKnown,
            String before,
            String after,
            String stops,
            String doesNotStop,
            String sideEffect,
            String suspectNotices,
            String undo,
            boolean reversible,
            String state,
            List<String> requestIds,
            String error,
            Instant startedAt,
            Instant endedAt) {

        static StepJson of(PlanView.StepLine line, boolean whole) {
            Step step = line.step();
            return new StepJson(
                    line.n(),
                    step.title(),
                    step.call(),
                    target(step.slot()),
                    step.slot().account(),
                    step.identities().stream().map(id -> Long.toString(id)).toList(),
                    step.renewal(),
                    line.beforeKnown(),
                    whole ? line.before().orElse(null) : null,
                    whole ? line.after().orElse(null) : null,
                    step.stops(),
                    step.doesNotStop(),
                    step.sideEffect(),
                    step.notices(),
                    step.undo(),
                    step.reversible(),
                    line.state(),
                    line.requestIds(),
                    line.error().orElse(null),
                    line.startedAt().orElse(null),
                    line.endedAt().orElse(null));
        }

        private static String target(Slot slot) {
            if (slot instanceof Slot.InlinePolicy inline) {
                return named(inline.principal()) + ", inline policy " + inline.policy();
            }
            if (slot instanceof Slot.Boundary boundary) {
                return named(boundary.principal()) + ", permissions boundary";
            }
            if (slot instanceof Slot.KeyStatus key) {
                return "access key " + key.keyId() + " of " + named(key.user());
            }
            if (slot instanceof Slot.Password password) {
                return "console password of " + named(password.user());
            }
            if (slot instanceof Slot.ServiceCredential credential) {
                return "credential " + credential.credentialId() + " of " + named(credential.user());
            }
            if (slot instanceof Slot.SshKey key) {
                return "SSH key " + key.keyId() + " of " + named(key.user());
            }
            if (slot instanceof Slot.SigningCertificate certificate) {
                return "signing certificate " + certificate.certificateId() + " of " + named(certificate.user());
            }
            Slot.ControlPolicy policy = (Slot.ControlPolicy) slot;
            return "service control policy " + policy.policy() + " on " + policy.account();
        }

        private static String named(PrincipalRef principal) {
            return principal.kind().id() + " " + principal.name() + " in " + principal.account();
        }
    }

    /** What a person does by hand. */
    public record TodoJson(int n, String text, String why, String doneBy, Instant doneAt) {
        static TodoJson of(PlanView.Todo todo) {
            return new TodoJson(
                    todo.n(),
                    todo.text(),
                    todo.why(),
                    todo.doneBy().orElse(null),
                    todo.doneAt().orElse(null));
        }
    }

    /** Who else is hit: from the stream, and, when somebody had it asked, from AWS. */
    public record ImpactJson(
            Instant since,
            List<Impact.Used> principals,
            boolean asked,
            List<String> askCalls,
            List<ProfileJson> profiles) {}

    /** What AWS knows of a principal. */
    public record ProfileJson(
            String principal,
            Instant created,
            Optional<Instant> lastUsed,
            Map<String, String> tags,
            List<Directory.Key> keys,
            boolean password,
            Optional<String> boundary,
            List<String> inlinePolicies,
            List<String> attachedPolicies,
            int longestSession) {

        static ProfileJson of(Directory.Profile profile) {
            return new ProfileJson(
                    profile.arn(),
                    profile.created(),
                    profile.lastUsed(),
                    profile.tags(),
                    profile.keys(),
                    profile.password(),
                    profile.boundary(),
                    profile.inlinePolicies(),
                    profile.attachedPolicies(),
                    profile.longestSession());
        }
    }

    /** Whether whoever asks may do it now, and if not why. */
    public record ActionJson(boolean allowed, String why) {}

    static PlanJson of(PlanView plan) {
        return of(plan, true);
    }

    /** Without documents and profiles, for a listing. */
    static PlanJson brief(PlanView plan) {
        return of(plan, false);
    }

    private static PlanJson of(PlanView plan, boolean whole) {
        return new PlanJson(
                Long.toString(plan.id()),
                Long.toString(plan.incident()),
                plan.level().id(),
                plan.level().title(),
                plan.state().id(),
                plan.stateText(),
                plan.hash(),
                plan.undoOf().map(id -> Long.toString(id)).orElse(null),
                plan.undoneBy().map(id -> Long.toString(id)).orElse(null),
                plan.draftedBy(),
                plan.draftedAt(),
                plan.reason(),
                plan.requestedBy().orElse(null),
                plan.requestedAt().orElse(null),
                plan.expiresAt().orElse(null),
                plan.executedBy().orElse(null),
                plan.executedAt().orElse(null),
                plan.rehearsal().orElse(null),
                plan.cutOff().orElse(null),
                plan.effectiveAt().orElse(null),
                plan.provenFrom().orElse(null),
                plan.message().orElse(null),
                plan.playbook().orElse(null),
                plan.confirm(),
                plan.options(),
                plan.subjects().stream().map(SubjectJson::of).toList(),
                covers(plan),
                plan.leftOut().stream().map(LeftOutJson::of).toList(),
                plan.steps().stream().map(line -> StepJson.of(line, whole)).toList(),
                plan.checklist().stream().map(TodoJson::of).toList(),
                plan.warnings(),
                impact(plan, whole),
                plan.verdicts().stream().map(RulingJson::of).toList(),
                plan.approvals(),
                plan.proof().orElse(null),
                actions(plan));
    }

    private static Map<String, String> covers(PlanView plan) {
        Map<String, String> covers = new TreeMap<>();
        plan.covers().forEach((id, cover) -> covers.put(Long.toString(id), cover.id()));
        return covers;
    }

    private static ImpactJson impact(PlanView plan, boolean whole) {
        return plan.impact()
                .map(impact -> new ImpactJson(
                        impact.since().orElse(null),
                        impact.principals(),
                        !plan.profiles().isEmpty(),
                        plan.askCalls(),
                        whole ? plan.profiles().stream().map(ProfileJson::of).toList() : List.of()))
                .orElse(null);
    }

    private static Map<String, ActionJson> actions(PlanView plan) {
        Map<String, ActionJson> actions = new LinkedHashMap<>();
        plan.actions().forEach((name, why) -> actions.put(name, new ActionJson(why.isEmpty(), why.orElse(null))));
        return actions;
    }
}
