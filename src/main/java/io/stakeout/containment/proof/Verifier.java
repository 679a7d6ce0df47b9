package io.stakeout.containment.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.Mode;
import io.stakeout.containment.control.ContainmentConfig;
import io.stakeout.incident.Lane;

/**
 * Proves plans on the stream: looks at each every five seconds, moves its clock, has it read back when that is due, and
 * says what it has become. A plan is looked at by one node at a time, the one that gets the lock of its proof. Nothing is
 * kept in memory, so any node goes on where another stopped.
 */
@ApplicationScoped
class Verifier {

    private static final Logger LOG = Logger.getLogger(Verifier.class);

    /** By then whoever made a call has written its request's id down, and a call without it is somebody else's. */
    private static final Duration OURS_WITHIN = Duration.ofSeconds(15);

    /** For how long the stream is looked at after a plan was verified; counter-moves count as long as it is in force. */
    private static final Duration AFTERCARE = Duration.ofHours(24);

    /** A node that began to read back and isn't heard of after this is given up. */
    private static final Duration READING = Duration.ofMinutes(1);

    /** What came of a look: whether to read back, and what to say of the plan. */
    private record Looked(boolean read, Optional<Finding> finding) {
        private static final Looked NOTHING = new Looked(false, Optional.empty());
    }

    private final Cases cases;
    private final Judgement judgement;
    private final ReadBack readBack;
    private final AgroalDataSource database;
    private final Clock clock;
    private final Terms terms;
    private final Set<Lane> lanes;
    private final MeterRegistry metrics;

    @Inject
    Verifier(
            Cases cases,
            Judgement judgement,
            ReadBack readBack,
            AgroalDataSource database,
            Clock clock,
            ContainmentConfig config,
            @ConfigProperty(name = "stakeout.mode", defaultValue = "serve") Mode mode,
            MeterRegistry metrics) {
        this(cases, judgement, readBack, database, clock, Terms.of(config), lanes(mode), metrics);
    }

    /** @param lanes those that deliver by themselves, and so can be silent */
    Verifier(
            Cases cases,
            Judgement judgement,
            ReadBack readBack,
            AgroalDataSource database,
            Clock clock,
            Terms terms,
            Set<Lane> lanes,
            MeterRegistry metrics) {
        this.cases = cases;
        this.judgement = judgement;
        this.readBack = readBack;
        this.database = database;
        this.clock = clock;
        this.terms = terms;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    /** Bare records come by a stream in serve only; in a rehearsal they come from files. */
    private static Set<Lane> lanes(Mode mode) {
        return mode.rehearsal() ? EnumSet.of(Lane.CW, Lane.EB) : EnumSet.of(Lane.CW, Lane.EB, Lane.CT);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void beat() {
        try {
            cases.toProve().stream().filter(Case::provable).forEach(this::lookOrWait);
        } catch (RuntimeException e) {
            LOG.warnf("plans to prove can't be read, the next look tries again cause=\"%s\"", e.getMessage());
        }
    }

    /** One plan that can't be looked at doesn't keep the others waiting. */
    private void lookOrWait(Case cut) {
        try {
            look(cut);
        } catch (RuntimeException e) {
            LOG.warnf("plan not looked at, the next look tries again plan=%d cause=\"%s\"", cut.plan(), e.getMessage());
        }
    }

    private void look(Case cut) {
        Looked looked = QuarkusTransaction.requiringNew().call(() -> looked(cut));
        looked.finding().ifPresent(finding -> say(cut, finding));
        if (looked.read()) {
            read(cut);
        }
    }

    private Looked looked(Case cut) {
        try (Connection connection = database.getConnection()) {
            ProofTable table = new ProofTable(connection);
            Optional<ProofState> state = table.lock(cut.plan());
            return state.isEmpty() ? Looked.NOTHING : looked(cut, state.get(), table, connection);
        } catch (SQLException e) {
            // its own message quotes the values
            throw new IllegalStateException("SQLState " + e.getSQLState(), e);
        }
    }

    private Looked looked(Case cut, ProofState before, ProofTable table, Connection connection) throws SQLException {
        Instant now = clock.instant();
        Instant start = cut.start(terms.propagation());
        boolean watched = !cut.undo() && !isOver(cut, before, now);
        Case whole = watched ? cut.with(new HeirTable(connection).of(cut)) : cut;
        ProofState state = watched ? moved(whole, before, start, now, connection) : before;
        List<String> sessions = watched ? new StreamTable(connection).sessions(cut, whole, start) : List.of();
        Evidence evidence = evidence(cut, state, sessions, now, watched, connection);
        QuietClock quiet = state.clock().orElseGet(() -> QuietClock.at(start));
        Proof proof = new Proof(quiet, evidence, terms, start, now);
        Finding finding = cut.undo() ? proof.undone() : proof.finding();
        boolean read = proof.wantsReading(cut) && !isReading(state, now);
        ProofState after = state.found(finding.kind(), proof.text(finding), now);
        table.save(cut.plan(), read ? after.reading(now) : after, now);
        return new Looked(read, news(cut, finding));
    }

    private static boolean isReading(ProofState state, Instant now) {
        return state.readingSince().filter(at -> at.plus(READING).isAfter(now)).isPresent();
    }

    private static boolean isOver(Case cut, ProofState state, Instant now) {
        return cut.state().equals(Case.VERIFIED)
                && state.verifiedAt()
                        .filter(at -> at.plus(AFTERCARE).isBefore(now))
                        .isPresent();
    }

    private ProofState moved(Case cut, ProofState state, Instant start, Instant now, Connection connection)
            throws SQLException {
        Calls calls = new StreamTable(connection).calls(cut, start);
        QuietClock clock = state.clock().orElseGet(() -> QuietClock.at(start));
        List<PlaceSeen> seen = new LaneTable(connection, lanes).seen(cut);
        QuietClock.Look look = new QuietClock.Look(start, calls.lastSuccess(), seen, now, terms.unprovenAfter());
        return state.seen(calls, clock.look(look));
    }

    private Evidence evidence(
            Case cut, ProofState state, List<String> sessions, Instant now, boolean watched, Connection connection)
            throws SQLException {
        MoveTable moves = new MoveTable(connection);
        moves.decide(cut.plan(), now.minus(OURS_WITHIN));
        List<MoveTable.Line> effective = moves.effective(cut.plan(), cut.fromSecond());
        return new Evidence(
                state.calls(),
                sessions,
                effective.stream().map(MoveTable.Line::text).toList(),
                effective.stream().map(MoveTable.Line::arrivedAt).max(Instant::compareTo),
                watched ? new StreamTable(connection).tampering(cut.cutOff()) : List.of(),
                state.readBack(),
                state.readBackAt());
    }

    /** Nothing is taken back by silence: what was verified can only be contested, and what is contested stays so. */
    private static Optional<Finding> news(Case cut, Finding finding) {
        boolean same = cut.state().equals(finding.kind().id());
        boolean settled = cut.state().equals(Case.CONTESTED)
                || cut.state().equals(Case.VERIFIED) && finding.kind() != Finding.Kind.CONTESTED;
        return same || settled || finding.kind() == Finding.Kind.WATCHING ? Optional.empty() : Optional.of(finding);
    }

    /** Outside of any transaction, since AWS takes its time. What could not be read is asked for again in a minute. */
    private void read(Case cut) {
        Instant begun = clock.instant();
        List<ReadBackLine> lines;
        try {
            lines = readBack.read(cut.plan());
        } catch (RuntimeException e) {
            LOG.warnf("plan not read back, AWS is asked again plan=%d cause=\"%s\"", cut.plan(), e.getMessage());
            return;
        }
        QuarkusTransaction.requiringNew().run(() -> keep(cut, lines, begun));
    }

    private void keep(Case cut, List<ReadBackLine> lines, Instant at) {
        try (Connection connection = database.getConnection()) {
            new ProofTable(connection).saveReadBack(cut.plan(), lines, at);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLState " + e.getSQLState(), e);
        }
    }

    private void say(Case cut, Finding finding) {
        switch (finding.kind()) {
            case VERIFIED -> judgement.verified(cut.plan(), finding.text());
            case UNPROVEN -> judgement.unproven(cut.plan(), finding.text());
            case CONTESTED -> judgement.contested(cut.plan(), finding.text());
            case WATCHING -> {
                return;
            }
        }
        metrics.counter(
                        "stakeout.containment.findings",
                        "finding",
                        finding.kind().id())
                .increment();
    }
}
