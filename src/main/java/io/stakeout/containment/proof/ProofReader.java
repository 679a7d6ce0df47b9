package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;

import io.stakeout.containment.control.ContainmentConfig;

/** Tells how far plans are proved. Thread-safe; reads only. */
@ApplicationScoped
public class ProofReader {

    private final Cases cases;
    private final AgroalDataSource database;
    private final Clock clock;
    private final Terms terms;

    @Inject
    ProofReader(Cases cases, AgroalDataSource database, Clock clock, ContainmentConfig config) {
        this(cases, database, clock, Terms.of(config));
    }

    ProofReader(Cases cases, AgroalDataSource database, Clock clock, Terms terms) {
        this.cases = cases;
        this.database = database;
        this.clock = clock;
        this.terms = terms;
    }

    /** As of the last look, at most a few seconds ago; empty for a plan that has changed nothing in AWS. */
    @Transactional
    public Optional<ProofView> proof(long plan) {
        Optional<Case> cut = cases.of(plan);
        if (cut.isEmpty()) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection()) {
            Optional<ProofState> state = new ProofTable(connection).read(plan);
            List<MoveTable.Line> moves = new MoveTable(connection).of(plan, begun(cut.get()));
            return state.map(found -> view(cut.get(), found, moves));
        } catch (SQLException e) {
            throw new IllegalStateException("proof of plan " + plan + " can't be read", e);
        }
    }

    private ProofView view(Case cut, ProofState state, List<MoveTable.Line> moves) {
        Expectation expectation = Expectation.of(cut.level());
        Calls calls = state.calls();
        return new ProofView(
                expectation.expects(),
                expectation.cannotSee(),
                calls.succeeding(),
                calls.denied(),
                calls.within(),
                calls.leftOpen(),
                calls.lastSuccess(),
                calls.lastCall(),
                state.clock().map(QuietClock::since),
                state.clock().map(QuietClock::quiet).orElse(Duration.ZERO).toSeconds(),
                terms.window().toSeconds(),
                watermarks(cut, state),
                state.readBack(),
                state.readBackAt(),
                moves.stream().map(ProofReader::move).toList(),
                state.text());
    }

    private List<ProofView.Watermark> watermarks(Case cut, ProofState state) {
        Instant now = clock.instant();
        Instant start = cut.start(terms.propagation());
        return state.clock().map(QuietClock::places).orElse(Map.of()).values().stream()
                .sorted(Comparator.comparing(PlaceClock::place))
                .map(place -> new ProofView.Watermark(
                        place.place().lane().name(),
                        place.place().account(),
                        place.place().region(),
                        place.watermark(),
                        place.provenUntil().filter(start::isBefore),
                        word(place, start, now)))
                .toList();
    }

    private String word(PlaceClock place, Instant start, Instant now) {
        if (place.silent(now, terms.unprovenAfter())) {
            return "silent";
        }
        return place.past(start) ? "advancing" : "waiting";
    }

    /** The cut-off may be a few seconds ahead, since it allows for skew. */
    private static Instant begun(Case cut) {
        return cut.cutOff().isBefore(cut.fromSecond()) ? cut.cutOff() : cut.fromSecond();
    }

    private static ProofView.Move move(MoveTable.Line line) {
        return new ProofView.Move(line.eventId(), line.eventTime(), line.text(), line.caller());
    }
}
