package io.stakeout.signal.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Suspect;

/**
 * The body of the risk webhook: {@code io/stakeout/signal/risk.schema.json} says what it looks like. Strict, since whoever
 * writes it can be told: what isn't known is refused, and all that is wrong is said at once.
 */
public final class RiskBody {

    /** Room for every member at its longest, each character escaped. */
    public static final int MAX_BYTES = 512 * 1024;

    static final String DETAIL_TYPE = "risk";

    private static final int MAX_SOURCE = 64;
    private static final int MAX_ID = 200;
    private static final int MAX_REASON = 2_000;
    private static final int MAX_EVIDENCE = 50;
    private static final int MAX_LINE = 500;
    private static final int MAX_OWNER = 200;
    private static final Duration AHEAD = Duration.ofHours(24);

    /** Names that begin with {@code aws} are those of AWS's own services. */
    private static final Pattern SOURCE = Pattern.compile("(?![Aa][Ww][Ss])[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final Pattern NO_CONTROLS = Pattern.compile("[^\\x00-\\x1f\\x7f]*");
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    /** What became of a body. */
    public sealed interface Outcome {}

    public record Accepted(Signal signal) implements Outcome {}

    /** @param errors one to ten lines, each beginning with the member that it is about */
    public record Refused(List<String> errors) implements Outcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    private RiskBody() {}

    /**
     * Reads a body.
     *
     * @param utf8 as it was sent
     * @param now by which a moment in the future is recognised
     */
    public static Outcome read(byte[] utf8, Instant now) {
        try {
            return read(Document.strict(utf8, MAX_BYTES), now);
        } catch (UnreadableJson e) {
            return new Refused(List.of("body: " + e.getMessage()));
        }
    }

    /** Every member is read before anything is decided, so that every error is found. */
    private static Outcome read(JsonNode object, Instant now) {
        Complaints complaints = new Complaints();
        Parts parts = Parts.of(new Members(object, "", complaints), now.plus(AHEAD));
        return complaints.none() ? new Accepted(parts.signal()) : new Refused(complaints.all());
    }

    /** The members; all that have to be there are, unless there was a complaint. */
    private record Parts(
            Optional<String> source,
            Optional<String> id,
            Optional<Integer> score,
            Optional<Suspect> principal,
            Optional<String> reason,
            List<String> evidence,
            Optional<Instant> observedAt,
            Optional<String> owner) {

        static Parts of(Members body, Instant latest) {
            body.only(Set.of("source", "id", "score", "principal", "reason", "evidence", "observedAt", "owner"));
            return new Parts(
                    body.text("source", MAX_SOURCE, SOURCE, "letters, digits and . _ -, not beginning with aws"),
                    body.text("id", MAX_ID, NO_CONTROLS, "text without control characters"),
                    body.score("score"),
                    RiskPrincipal.read(body),
                    body.text("reason", MAX_REASON, ANY, "text"),
                    body.lines("evidence", MAX_EVIDENCE, MAX_LINE),
                    body.moment("observedAt", latest),
                    body.has("owner") ? body.text("owner", MAX_OWNER, ANY, "text") : Optional.empty());
        }

        Signal signal() {
            return new Signal(
                    source.orElseThrow(),
                    Ids.bounded(id.orElseThrow()),
                    DETAIL_TYPE,
                    DETAIL_TYPE,
                    score.orElseThrow(),
                    Text.shown(reason.orElseThrow(), MAX_REASON),
                    principal.stream().toList(),
                    Optional.empty(),
                    principal.flatMap(Suspect::account),
                    Optional.empty(),
                    evidence.stream().map(line -> Text.shown(line, MAX_LINE)).toList(),
                    observedAt,
                    1,
                    false,
                    true,
                    false,
                    owner.map(text -> Text.shown(text, MAX_OWNER)),
                    Map.of());
        }
    }
}
