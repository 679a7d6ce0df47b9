package io.stakeout.containment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.stakeout.signal.FindingService;
import io.stakeout.signal.finding.Origin;

/** A service of findings that knows what a test puts there; until then it is nobody's to ask. */
@Alternative
@ApplicationScoped
public class StagedFindings implements FindingService {

    private final List<Origin> asked = new CopyOnWriteArrayList<>();
    private volatile boolean asks;
    private volatile Optional<byte[]> answer = Optional.empty();
    private volatile Optional<Unanswered> failure = Optional.empty();

    void silent() {
        asks = false;
        asked.clear();
    }

    void knows(Optional<byte[]> event) {
        asks = true;
        answer = event;
        failure = Optional.empty();
    }

    void fails(Unanswered why) {
        asks = true;
        failure = Optional.of(why);
    }

    List<Origin> asked() {
        return asked;
    }

    @Override
    public boolean asks(Origin origin) {
        return asks;
    }

    @Override
    public Optional<byte[]> find(Origin origin) {
        asked.add(origin);
        failure.ifPresent(why -> {
            throw why;
        });
        return answer;
    }
}
