package io.stakeout.containment.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a plan is proved, for the API. All text is fit for the screen.
 *
 * @param expects what the room should show when it works
 * @param cannotSee what no stream shows
 * @param succeeding calls that were allowed although the cut had spread
 * @param denied calls that were refused after the cut-off
 * @param withinPropagation calls that were allowed while the cut was spreading
 * @param leftOpen calls of the lineage that were allowed since, and that no step was to stop
 * @param quietSince the cut with its propagation, or the last success after it; empty before the first look
 * @param quietForSeconds how much of the time since is proved quiet by every lane
 * @param windowSeconds how much of it makes the plan verified
 * @param counterMoves by others, attempts included, newest first
 */
public record ProofView(
        String expects,
        String cannotSee,
        long succeeding,
        long denied,
        long withinPropagation,
        LeftOpen leftOpen,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastCall,
        Optional<Instant> quietSince,
        long quietForSeconds,
        long windowSeconds,
        List<Watermark> watermarks,
        List<ReadBackLine> readBack,
        Optional<Instant> readBackAt,
        List<Move> counterMoves,
        String text) {

    /**
     * How far one lane has come in one account and region.
     *
     * @param watermark the newest event time
     * @param provenUntil event time up to which others were seen since the cut
     * @param state {@code advancing}, {@code waiting} until it is past the cut, or {@code silent}
     */
    public record Watermark(
            String lane,
            String account,
            String region,
            Optional<Instant> watermark,
            Optional<Instant> provenUntil,
            String state) {
        public Watermark {
            Objects.requireNonNull(lane);
            Objects.requireNonNull(account);
            Objects.requireNonNull(region);
            Objects.requireNonNull(watermark);
            Objects.requireNonNull(provenUntil);
            Objects.requireNonNull(state);
        }
    }

    /** A call that took something back, or tried to. */
    public record Move(String eventId, Optional<Instant> eventTime, String text, String caller) {
        public Move {
            Objects.requireNonNull(eventId);
            Objects.requireNonNull(eventTime);
            Objects.requireNonNull(text);
            Objects.requireNonNull(caller);
        }
    }

    public ProofView {
        Objects.requireNonNull(expects);
        Objects.requireNonNull(cannotSee);
        Objects.requireNonNull(leftOpen);
        Objects.requireNonNull(lastSuccess);
        Objects.requireNonNull(lastCall);
        Objects.requireNonNull(quietSince);
        watermarks = List.copyOf(watermarks);
        readBack = List.copyOf(readBack);
        Objects.requireNonNull(readBackAt);
        counterMoves = List.copyOf(counterMoves);
        Objects.requireNonNull(text);
    }
}
