package io.stakeout.signal.playbook;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done with a signal.
 *
 * @param fired the one that decides; empty when none is for it, then it is recorded and nothing else
 * @param considered each playbook, the highest priority first
 * @param quietened when what was found out earlier takes everything but recording from it
 * @param auto whether something may be executed without a person, as far as it is up to the playbook
 */
public record Ruling(
        Optional<Playbook> fired, List<Considered> considered, Optional<Quietened> quietened, Permission auto) {

    public Ruling {
        considered = List.copyOf(considered);
    }

    /** Whether an incident is to be opened or joined. */
    public boolean opens() {
        return quietened.isEmpty() && fired.flatMap(one -> one.then().open()).isPresent();
    }
}
