package io.stakeout.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.stakeout.Debrief.Verdict;
import io.stakeout.drill.cloud.Journal;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.ApiEventBuilder;
import io.stakeout.drill.trail.CallerIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/** When a call that isn't in the room is on its way, can't be known, or is missing. */
class ExpectationTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(60);

    private final Map<String, Instant> arrived = new HashMap<>();
    private final Journal.Line hop = new Journal.Line(call("hop", "AKIALEAKED", "ASIAFIRST"), "attacker", true);
    private final Journal.Line theft = new Journal.Line(call("theft", "ASIAFIRST", ""), "attacker", true);

    @Test
    void isMissingWhenItAndWhatLedToItArrivedLongAgo() {
        arrived.putAll(Map.of("hop", LONG_AGO, "theft", LONG_AGO));

        assertThat(verdict(theft)).isEqualTo(Verdict.MISSED);
        assertThat(verdict(hop)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void isOnItsWayUntilItsOwnRecordHasArrivedAndAMomentAfter() {
        arrived.put("hop", LONG_AGO);
        assertThat(verdict(theft)).isEqualTo(Verdict.UNDER_WAY);

        arrived.put("theft", NOW.minus(Duration.ofSeconds(9)));
        assertThat(verdict(theft)).isEqualTo(Verdict.UNDER_WAY);

        arrived.put("theft", NOW.minus(Duration.ofSeconds(10)));
        assertThat(verdict(theft)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void isOnItsWayWhileTheCallThatHandedOutItsKeyIs() {
        arrived.put("theft", LONG_AGO);
        assertThat(verdict(theft)).isEqualTo(Verdict.UNDER_WAY);

        arrived.put("hop", NOW.minusSeconds(3));
        assertThat(verdict(theft)).isEqualTo(Verdict.UNDER_WAY);
    }

    @Test
    void canNotBeKnownWhenItsKeyWasHandedOutWhileNoTrailLogged() {
        arrived.put("theft", LONG_AGO);
        Journal.Line untold = new Journal.Line(hop.event(), "attacker", false);

        assertThat(new Expectation(List.of(untold, theft), arrived::get, NOW).verdict(theft))
                .isEqualTo(Verdict.UNTOLD);
    }

    private Verdict verdict(Journal.Line line) {
        return new Expectation(List.of(hop, theft), arrived::get, NOW).verdict(line);
    }

    private static ApiEvent call(String id, String key, String handedOut) {
        CallerIdentity caller = new CallerIdentity(
                CallerIdentity.Type.IAM_USER,
                "444455556666",
                "AIDA",
                "arn:aws:iam::444455556666:user/u",
                Optional.of("u"),
                Optional.of(key),
                Optional.empty(),
                Optional.empty());
        ApiEventBuilder event = ApiEvent.at(LONG_AGO, caller, "sts.amazonaws.com", "AssumeRole")
                .eventId(id)
                .from("198.51.100.23", "test");
        if (!handedOut.isEmpty()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putObject("credentials").put("accessKeyId", handedOut);
            event.responseElements(answer);
        }
        return event.build();
    }
}
