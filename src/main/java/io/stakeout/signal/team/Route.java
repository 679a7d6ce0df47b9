package io.stakeout.signal.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.cloudtrail.Text;
import io.stakeout.signal.finding.Signal;
import io.stakeout.signal.pattern.PrincipalPattern;

/**
 * Whose it is when all that is given here holds.
 *
 * @param tag of the resource: its key and its value
 * @param team by its name
 */
record Route(
        Optional<String> account,
        Optional<Map.Entry<String, String>> tag,
        Optional<PrincipalPattern> principal,
        String team) {

    boolean takes(Signal signal) {
        return account.stream().allMatch(one -> signal.account().equals(Optional.of(one)))
                && tag.stream()
                        .allMatch(one -> one.getValue().equals(signal.tags().get(one.getKey())))
                && principal.stream().allMatch(one -> one.covers(signal));
    }

    /** For people: {@code account 111122223333 and tag owner=payments}. */
    String says() {
        List<String> parts = new ArrayList<>();
        account.ifPresent(one -> parts.add("account " + one));
        tag.ifPresent(one -> parts.add("tag " + one.getKey() + "=" + one.getValue()));
        principal.ifPresent(one -> parts.add("principal " + one.text()));
        return Text.shown(String.join(" and ", parts), 300);
    }
}
