package io.stakeout.ingest.pipe;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.cloudtrail.Classifier;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Outcome;
import io.stakeout.cloudtrail.Sentences;
import io.stakeout.cloudtrail.Text;
import io.stakeout.incident.Alarm;

/**
 * Knows what our own pipeline is made of, and which calls touch it: by what they are done to, whoever makes them, denied
 * attempts included. A throttled call wasn't looked at by AWS and raises nothing. Pure, thread-safe.
 */
public final class OwnPipe {

    private static final int LONGEST_ID = 256;
    private static final int LONGEST_NAME = 200;
    private static final String SUFFIX = ".amazonaws.com";

    /** @param maybe ours by a guess, since nothing of its kind is named */
    private record Hit(Part part, String name, boolean maybe) {}

    private final Map<String, PipeCall> calls;
    private final Map<Part, List<Named>> ours;

    private OwnPipe(Map<String, PipeCall> calls, Map<Part, List<Named>> ours) {
        this.calls = calls;
        this.ours = ours;
    }

    /** A pipeline that nobody watches. */
    public static OwnPipe none() {
        return new OwnPipe(Map.of(), Map.of());
    }

    /**
     * @param parts names or ARNs by part; a part without any is guessed (trails, log groups) or not watched
     * @throws IllegalArgumentException when an ARN is one of something else
     */
    static OwnPipe of(Map<Part, List<String>> parts) {
        Map<Part, List<Named>> ours = new EnumMap<>(Part.class);
        parts.forEach((part, values) ->
                ours.put(part, values.stream().map(value -> named(part, value)).toList()));
        return new OwnPipe(PipeCall.shipped(), ours);
    }

    private static Named named(Part part, String value) {
        return Named.of(part, value)
                .orElseThrow(() -> new IllegalArgumentException(part.setting() + " holds \"" + value
                        + "\", which is neither a name nor the ARN of a " + part.label() + "; correct or remove it"));
    }

    /** The alarm that a call is worth, if any. */
    public Optional<Alarm> judge(CloudTrailRecord record) {
        String source = record.eventSource();
        if (calls.isEmpty() || !source.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String service = source.substring(0, source.length() - SUFFIX.length());
        PipeCall call = calls.get(service + ":" + record.eventName());
        return call == null
                ? Optional.empty()
                : hit(call, new Request(record)).flatMap(hit -> alarm(call, hit, record));
    }

    private Optional<Hit> hit(PipeCall call, Request request) {
        List<PipeCall.Target> named = call.named(part -> !named(part).isEmpty()).toList();
        if (named.isEmpty()) {
            return call.targets().stream()
                    .flatMap(target -> guess(target, request).stream())
                    .findFirst();
        }
        List<Hit> hits = named.stream()
                .flatMap(target -> match(target, request).stream())
                .toList();
        return hits.size() < named.size() ? Optional.empty() : Optional.of(hits.get(0));
    }

    private Optional<Hit> match(PipeCall.Target target, Request request) {
        return request.candidates(target).stream()
                .filter(candidate -> named(target.part()).stream().anyMatch(candidate::meets))
                .findFirst()
                .map(found -> new Hit(target.part(), found.name(), false));
    }

    private static Optional<Hit> guess(PipeCall.Target target, Request request) {
        Stream<Named> candidates = request.candidates(target).stream();
        return switch (target.part()) {
            case TRAIL ->
                Optional.of(new Hit(
                        Part.TRAIL, candidates.findFirst().map(Named::name).orElse("not named"), true));
            case LOG_GROUP ->
                candidates
                        .filter(found -> found.name().toLowerCase(Locale.ROOT).contains("cloudtrail"))
                        .findFirst()
                        .map(found -> new Hit(Part.LOG_GROUP, found.name(), true));
            default -> Optional.empty();
        };
    }

    private List<Named> named(Part part) {
        return ours.getOrDefault(part, List.of());
    }

    private static Optional<Alarm> alarm(PipeCall call, Hit hit, CloudTrailRecord record) {
        Outcome outcome = Classifier.shipped().classify(record).outcome();
        if (outcome == Outcome.THROTTLED) {
            return Optional.empty();
        }
        String what = label(hit) + ": " + Sentences.of(record, outcome).text();
        String when = record.eventTime()
                .map(Instant::toString)
                .map(time -> " at " + time)
                .orElse("");
        String text = what + when + ", " + end(call, outcome);
        return Optional.of(new Alarm(
                Text.shown(record.eventId(), LONGEST_ID),
                record.eventTime(),
                call.id(),
                outcome,
                text,
                call.id() + " " + outcome.id() + " " + what));
    }

    private static String label(Hit hit) {
        String name = hit.part().label() + " " + Text.shown(hit.name(), LONGEST_NAME);
        return hit.maybe()
                ? "A " + name + ", maybe ours (name ours in " + hit.part().setting() + ")"
                : "Our " + name;
    }

    private static String end(PipeCall call, Outcome outcome) {
        return switch (outcome) {
            case OK -> "done. " + call.meaning();
            case DENIED -> "denied. Nothing has changed, but somebody reaches for what feeds this room.";
            default -> "failed. Nothing has changed, but somebody reaches for what feeds this room.";
        };
    }
}
