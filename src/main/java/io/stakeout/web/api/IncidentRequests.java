package io.stakeout.web.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.NotNull;

import io.stakeout.Problem;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

/** The bodies of requests about incidents, and their way into the words of the features. */
final class IncidentRequests {

    private IncidentRequests() {}

    record SuspectBody(String type, String value, String account) {
        Suspect suspect() {
            return Suspect.of(type, value, account);
        }
    }

    record OpenBody(
            String title, String severity, List<SuspectBody> suspects, String follow, List<String> restrictedTo) {

        Opening opening() {
            List<SuspectBody> named = suspects == null ? List.of() : suspects;
            if (named.stream().anyMatch(body -> body == null)) {
                throw Problem.invalid("Suspect missing", "suspects: holds null; each is {type, value, account?}.");
            }
            return new Opening(
                    title,
                    severity == null ? Severity.MEDIUM : severityOf(severity),
                    follow == null ? Follow.FULL : followOf(follow),
                    named.stream().map(SuspectBody::suspect).toList(),
                    names(restrictedTo),
                    "person");
        }
    }

    record ChangeBody(String severity, String follow, List<String> restrictedTo) {
        Incidents.Change change() {
            return new Incidents.Change(
                    Optional.ofNullable(severity).map(IncidentRequests::severityOf),
                    Optional.ofNullable(follow).map(IncidentRequests::followOf),
                    Optional.ofNullable(restrictedTo).map(IncidentRequests::names));
        }
    }

    record NoteBody(String text) {}

    /** Why an identity is excluded, included again or confirmed. */
    record DecisionBody(String note) {}

    record PinBody(
            @NotNull(message = "is missing; give the sequence number of the entry")
            Long seq,

            Boolean pinned) {}

    record CloseBody(String verdict, String reason) {
        Verdict judged() {
            return Verdict.byId(verdict == null ? "" : verdict)
                    .orElseThrow(() -> Problem.invalid(
                            "Verdict missing", "verdict: is one of malicious, benign, exercise, unclear."));
        }
    }

    /** The sequence number that a new entry got. */
    record SeqJson(long seq) {}

    private static Severity severityOf(String id) {
        return Severity.byId(id)
                .orElseThrow(
                        () -> Problem.invalid("Severity unknown", "severity: is one of low, medium, high, critical."));
    }

    private static Follow followOf(String id) {
        return Follow.byId(id)
                .orElseThrow(() ->
                        Problem.invalid("Follow unknown", "follow: is one of direct, sessions, credentials, full."));
    }

    private static Set<String> names(List<String> names) {
        if (names == null) {
            return Set.of();
        }
        if (names.size() > 100 || names.stream().anyMatch(name -> name == null || name.isBlank())) {
            throw Problem.invalid("Names not understood", "restrictedTo: lists up to 100 names of operators.");
        }
        return Set.copyOf(new java.util.LinkedHashSet<>(names));
    }
}
