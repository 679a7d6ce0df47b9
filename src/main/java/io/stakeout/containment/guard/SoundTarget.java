package io.stakeout.containment.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.stakeout.containment.plan.Draft;
import io.stakeout.containment.plan.Level;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.containment.plan.Step;
import io.stakeout.containment.plan.Subject;

/**
 * A plan has targets, each of them is somebody in particular, and its steps do to nobody else what it says. An empty
 * target never means everybody; an address never is one, since it is shared by whomever.
 */
final class SoundTarget implements Guardrail {

    /** IAM API Reference: UpdateAccessKey, UpdateServiceSpecificCredential, UpdateSSHPublicKey, UpdateSigningCertificate. */
    private static final Pattern CREDENTIAL = Pattern.compile("\\w{16,128}");

    private static final Pattern POLICY = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    @Override
    public String id() {
        return "target";
    }

    @Override
    public Verdict rule(Proposal proposal, Facts facts) {
        Draft draft = proposal.draft();
        if (draft.steps().isEmpty()) {
            return proposal.undo()
                    ? Verdict.pass(id(), "It has no steps: it ends the plan and changes nothing in AWS.")
                    : empty(proposal);
        }
        Set<Long> addresses = draft.subjects().stream()
                .filter(subject -> subject.kind().equals("source-ip"))
                .map(Subject::id)
                .collect(Collectors.toSet());
        for (Step step : draft.steps()) {
            Optional<String> unsound = step.identities().stream().anyMatch(addresses::contains)
                    ? Optional.of("an address is never a target: others come from it too")
                    : unsound(step, proposal);
            if (unsound.isPresent()) {
                return Verdict.refused(id(), "Step \"" + step.title() + "\": " + unsound.get() + ".");
            }
        }
        return present(proposal, facts);
    }

    /** At these levels people do everything, or nothing is done; there is nothing to execute. */
    private Verdict empty(Proposal proposal) {
        Level level = proposal.draft().level();
        return level == Level.OBSERVE || level == Level.ACCOUNT
                ? Verdict.open(id(), proposal.moment(), level.id() + " has no steps: nothing is executed.")
                : Verdict.refused(id(), "It has no steps. No target never means everybody.");
    }

    private Verdict present(Proposal proposal, Facts facts) {
        Set<PrincipalRef> targets = Targets.of(proposal).principals();
        Set<PrincipalRef> gone = new TreeSet<>(Comparator.comparing(Words::name));
        targets.stream().filter(facts.gone()::contains).forEach(gone::add);
        if (gone.isEmpty()) {
            return Verdict.pass(id(), "It is about " + Words.some(names(proposal)) + " and nobody else.");
        }
        return proposal.undo()
                ? Verdict.pass(id(), "AWS no longer knows " + Words.names(gone) + ": nothing of it is left to undo.")
                : Verdict.refused(
                        id(),
                        "AWS doesn't know " + Words.names(gone) + ". Draft the plan anew without.",
                        Causes.of(proposal, gone));
    }

    private static List<String> names(Proposal proposal) {
        List<String> names = new ArrayList<>();
        Targets targets = Targets.of(proposal);
        targets.principals().stream().map(Words::name).sorted().forEach(names::add);
        targets.people()
                .forEach((account, people) ->
                        people.forEach(person -> names.add("Identity Center user " + person + " in " + account)));
        return names;
    }

    private static Optional<String> unsound(Step step, Proposal proposal) {
        Slot slot = step.slot();
        return malformed(slot)
                .or(() -> slot instanceof Slot.ControlPolicy control
                        ? ofControl(control, step, proposal)
                        : ofPrincipal(slot, proposal));
    }

    private static Optional<String> malformed(Slot slot) {
        boolean sound = true;
        if (slot instanceof Slot.InlinePolicy inline) {
            sound = POLICY.matcher(inline.policy()).matches();
        } else if (slot instanceof Slot.KeyStatus key) {
            sound = CREDENTIAL.matcher(key.keyId()).matches();
        } else if (slot instanceof Slot.ServiceCredential credential) {
            sound = CREDENTIAL.matcher(credential.credentialId()).matches();
        } else if (slot instanceof Slot.SshKey key) {
            sound = CREDENTIAL.matcher(key.keyId()).matches();
        } else if (slot instanceof Slot.SigningCertificate certificate) {
            sound = CREDENTIAL.matcher(certificate.certificateId()).matches();
        } else if (slot instanceof Slot.ControlPolicy control) {
            sound = POLICY.matcher(control.policy()).matches()
                    && ACCOUNT.matcher(control.account()).matches();
        }
        return sound ? Optional.empty() : Optional.of("what it changes can't be named so");
    }

    private static Optional<String> ofPrincipal(Slot slot, Proposal proposal) {
        PrincipalRef principal = Targets.principal(slot).orElseThrow();
        Set<PrincipalRef> cut = proposal.draft().cut();
        if (principal.kind() == PrincipalRef.Kind.ROOT) {
            return Optional.of("a root has neither policies nor a boundary, and its keys aren't ours to change");
        }
        if (principal.kind() == PrincipalRef.Kind.ROLE && !(slot instanceof Slot.InlinePolicy || isBoundary(slot))) {
            return Optional.of("a role has no keys and no password");
        }
        // what is taken back cuts nobody, and so may say so
        boolean said = cut.contains(principal) || proposal.undo() && cut.isEmpty();
        return said ? Optional.empty() : Optional.of(Words.name(principal) + " isn't among whom the plan says it cuts");
    }

    private static boolean isBoundary(Slot slot) {
        return slot instanceof Slot.Boundary;
    }

    /** A service control policy reaches the whole account; each of its statements has to say whom it is about. */
    private static Optional<String> ofControl(Slot.ControlPolicy control, Step step, Proposal proposal) {
        if (proposal.undo()) {
            return Optional.empty();
        }
        for (Statement statement : Statement.of(step.change())) {
            Optional<Set<PrincipalRef>> principals = statement.principals();
            if (principals.isEmpty() && statement.people().isEmpty()) {
                return Optional.of("it would deny to the whole account " + control.account());
            }
            Optional<PrincipalRef> stranger = principals.orElse(Set.of()).stream()
                    .filter(principal -> !proposal.draft().cut().contains(principal)
                            || !principal.account().equals(control.account()))
                    .findFirst();
            if (stranger.isPresent()) {
                return Optional.of(Words.name(stranger.get()) + " isn't among whom the plan says it cuts there");
            }
        }
        return Optional.empty();
    }
}
