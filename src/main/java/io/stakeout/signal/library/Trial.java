package io.stakeout.signal.library;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.finding.Trust;
import io.stakeout.signal.playbook.History;
import io.stakeout.signal.playbook.Ruling;
import io.stakeout.signal.playbook.SignalReader;
import io.stakeout.signal.playbook.SignalReader.Told;
import io.stakeout.signal.playbook.SignalReader.Unreadable;
import io.stakeout.signal.team.Routing;

/** What would be done with an event, if it came: nothing is recorded, and nobody is told. Thread-safe. */
@ApplicationScoped
public class Trial {

    /** @param routing whose the signal is, or whom the playbook names; told or not */
    public record Outcome(Signal signal, Ruling ruling, Routing routing) {

        /** Whether anybody is told at all. */
        public boolean tells() {
            return ruling.quietened().isEmpty()
                    && ruling.fired().flatMap(one -> one.then().notice()).isPresent();
        }
    }

    private final Library library;
    private final SignalReader reader;
    private final Clock clock;

    Trial(Library library, SignalReader reader, Clock clock) {
        this.library = library;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Outcome> event(byte[] json, Trust trust) {
        return outcomes(json, reader.event(json), trust);
    }

    /** @param json the body of a risk score */
    public List<Outcome> risk(byte[] json, Trust trust) {
        return outcomes(json, reader.risk(json), trust);
    }

    private List<Outcome> outcomes(byte[] json, SignalReader.Read read, Trust trust) {
        if (read instanceof Unreadable unreadable) {
            throw Problem.invalid("Event not understood", "It would start nothing: " + unreadable.reason() + ".");
        }
        return ((Told) read)
                .signals().stream().map(one -> outcome(json, one, trust)).toList();
    }

    private Outcome outcome(byte[] json, Signal signal, Trust trust) {
        Ruling ruling = library.playbooks().judge(json, signal, trust, History.NONE, clock.instant());
        Optional<String> named =
                ruling.fired().flatMap(one -> one.then().notice()).flatMap(notice -> notice.team());
        Routing routing =
                named.map(library.teams()::to).orElseGet(() -> library.teams().route(signal));
        return new Outcome(signal, ruling, routing);
    }
}
