package io.stakeout.signal.playbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.signal.finding.Signal;
import io.stakeout.watch.Suspect;

/** Signals for tests, each a change of another. */
public record Signals(
        String source,
        String detailType,
        String type,
        int score,
        List<Suspect> suspects,
        boolean sample,
        boolean active,
        boolean startWatch,
        Optional<String> owner,
        Map<String, String> tags) {

    public static final String ACCOUNT = "111122223333";
    public static final String ALICE = "arn:aws:iam::111122223333:user/alice";

    public static Signals guardDuty() {
        return new Signals(
                "aws.guardduty",
                "GuardDuty Finding",
                "UnauthorizedAccess:IAMUser/TorIPCaller",
                50,
                List.of(arn(ALICE)),
                false,
                true,
                false,
                Optional.empty(),
                Map.of());
    }

    public static Signals risk() {
        return guardDuty().of("ueba", "risk", "Impossible travel").scored(80);
    }

    public static Suspect arn(String value) {
        return Suspect.of("principal-arn", value, null);
    }

    public Signals of(String source, String detailType, String type) {
        return new Signals(source, detailType, type, score, suspects, sample, active, startWatch, owner, tags);
    }

    public Signals scored(int score) {
        return new Signals(source, detailType, type, score, suspects, sample, active, startWatch, owner, tags);
    }

    public Signals on(Suspect... suspects) {
        return new Signals(source, detailType, type, score, List.of(suspects), sample, active, startWatch, owner, tags);
    }

    public Signals sampled(boolean sample) {
        return new Signals(source, detailType, type, score, suspects, sample, active, startWatch, owner, tags);
    }

    public Signals active(boolean active) {
        return new Signals(source, detailType, type, score, suspects, sample, active, startWatch, owner, tags);
    }

    public Signals startingWatch() {
        return new Signals(source, detailType, type, score, suspects, sample, active, true, owner, tags);
    }

    public Signals owned(String owner, Map<String, String> tags) {
        return new Signals(
                source,
                detailType,
                type,
                score,
                suspects,
                sample,
                active,
                startWatch,
                Optional.ofNullable(owner),
                tags);
    }

    public Signal signal() {
        return new Signal(
                source,
                "finding-1",
                detailType,
                type,
                score,
                "A title of the detector",
                suspects,
                suspects.isEmpty() ? Optional.of("it names nobody") : Optional.empty(),
                Optional.of(ACCOUNT),
                Optional.of("eu-central-1"),
                List.of(),
                Optional.empty(),
                1,
                sample,
                active,
                startWatch,
                owner,
                tags);
    }
}
