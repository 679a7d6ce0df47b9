package io.stakeout.containment;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.containment.plan.Change;
import io.stakeout.containment.plan.DenyList;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class StepWorkTest {

    private static final PrincipalRef USER = new PrincipalRef(PrincipalRef.Kind.USER, "444455556666", "mallory");
    private static final Slot LIST = new Slot.InlinePolicy(USER, "P");
    private static final Slot BOUNDARY = new Slot.Boundary(USER);
    private static final Slot KEY = new Slot.KeyStatus(USER, "AKIA1");
    private static final String S1 = "S0123456789x1";
    private static final String S2 = "Sfedcba9876x12";
    private static final String OURS =
            "{\"Sid\":\"" + S1 + "\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";
    private static final String THEIRS =
            "{\"Sid\":\"" + S2 + "\",\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";

    private static StepWork work(Slot slot, Change change, Optional<String> present) {
        return StepWork.of(slot, change, Optional.empty(), present, false);
    }

    @Test
    void aStatementJoinsTheListOfTheOthers() {
        String list = DenyList.with(Optional.empty(), S2, THEIRS);

        StepWork work = work(LIST, new Change.AddStatement(S1, OURS), Optional.of(list));

        assertThat(work)
                .isEqualTo(new StepWork.Write(
                        Optional.of("{\"Version\":\"2012-10-17\",\"Statement\":[" + THEIRS + "," + OURS + "]}"),
                        Optional.of(OURS)));
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() {
        String list = DenyList.with(Optional.empty(), S1, OURS);

        assertThat(work(LIST, new Change.AddStatement(S1, OURS), Optional.of(list)))
                .isInstanceOf(StepWork.Already.class);
        assertThat(work(KEY, new Change.Put(Optional.of("Inactive")), Optional.of("Inactive")))
                .isInstanceOf(StepWork.Already.class);
    }

    @Test
    void plansLeaveTheListInAnyOrderAndTheLastTakesItAway() {
        String both = DenyList.with(Optional.of(DenyList.with(Optional.empty(), S1, OURS)), S2, THEIRS);

        Optional<String> one = DenyList.without(Optional.of(both), S1);
        Optional<String> other = DenyList.without(Optional.of(both), S2);

        assertThat(one).isEqualTo(Optional.of(DenyList.with(Optional.empty(), S2, THEIRS)));
        assertThat(DenyList.without(one, S2)).isEmpty();
        assertThat(DenyList.without(other, S1)).isEmpty();
    }

    /** A document, what a first write makes of it, what one that puts back makes of it, and what an undo told to. */
    static Stream<Arguments> documents() {
        String allow = "{\"Sid\":\"" + S2 + "\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String foreign = OURS.replace(S1, "Baseline");
        String nameless = "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}";
        String weaker = OURS.replace("\"*\"", "\"s3:*\"");
        return Stream.of(
                arguments("no policy", "conflict", list(OURS), "already"),
                arguments("{}", "conflict", list(OURS), "already"),
                arguments("{\"Statement\":{}}", "conflict", list(OURS), "already"),
                arguments("{\"Statement\":" + OURS + "}", "conflict", list(OURS), "already"),
                arguments(list("\"text\""), "conflict", list(OURS), "already"),
                arguments(list(allow), "conflict", list(OURS), "already"),
                arguments(list(foreign), "conflict", list(OURS), "already"),
                arguments(list(nameless), "conflict", list(OURS), "already"),
                arguments(list(OURS, allow), "conflict", list(OURS), ""),
                arguments(list(OURS, nameless), "conflict", list(OURS), ""),
                arguments(list(THEIRS, allow, foreign), "conflict", list(THEIRS, OURS), "already"),
                arguments(list(weaker, THEIRS, allow), "conflict", list(THEIRS, OURS), list(THEIRS)),
                arguments(list(weaker, THEIRS), list(THEIRS, OURS), list(THEIRS, OURS), list(THEIRS)),
                arguments(list(THEIRS), list(THEIRS, OURS), list(THEIRS, OURS), "already"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void onlyAListOfOurDeniesIsAddedToAndAnAllowInItIsKeptAliveByNothing(
            String there, String first, String putBack, String undone) {
        Change add = new Change.AddStatement(S1, OURS);
        Change remove = new Change.RemoveStatement(S1, OURS);
        Optional<String> present = Optional.of(there);

        assertThat(said(work(LIST, add, present))).isEqualTo(first);
        assertThat(said(StepWork.of(LIST, add, Optional.empty(), present, true)))
                .isEqualTo(putBack);
        assertThat(said(StepWork.of(LIST, remove, Optional.empty(), present, true)))
                .isEqualTo(undone);
    }

    private static String said(StepWork work) {
        if (work instanceof StepWork.Write write) {
            return write.value().orElse("");
        }
        return work instanceof StepWork.Conflict ? "conflict" : "already";
    }

    private static String list(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    @Test
    void anUndoRefusesWhatSomebodyHasChangedSinceUnlessToldOtherwise() {
        String changed = DenyList.with(Optional.empty(), S1, OURS.replace("\"*\"", "\"iam:*\""));
        Change remove = new Change.RemoveStatement(S1, OURS);
        Change back = new Change.Put(Optional.of("arn:old"));

        assertThat(StepWork.of(LIST, remove, Optional.empty(), Optional.of(changed), false))
                .isInstanceOf(StepWork.Conflict.class);
        assertThat(StepWork.of(LIST, remove, Optional.empty(), Optional.of(changed), true))
                .isEqualTo(new StepWork.Write(Optional.empty(), Optional.empty()));
        assertThat(StepWork.of(BOUNDARY, back, Optional.of(Optional.of("arn:deny")), Optional.of("arn:third"), false))
                .isInstanceOf(StepWork.Conflict.class);
        assertThat(StepWork.of(BOUNDARY, back, Optional.of(Optional.of("arn:deny")), Optional.of("arn:third"), true))
                .isInstanceOf(StepWork.Write.class);
    }

    @Test
    void aKeyThatIsGoneIsAsGoodAsSwitchedOffAndCannotBeSwitchedOn() {
        assertThat(work(KEY, new Change.Put(Optional.of("Inactive")), Optional.empty()))
                .isInstanceOf(StepWork.Already.class);
        assertThat(work(KEY, new Change.Put(Optional.of("Active")), Optional.empty()))
                .isInstanceOf(StepWork.Conflict.class);
    }

    @Test
    void theCutOffIsWrittenToTheSecond() {
        Change change = new Change.AddStatement(S1, "{\"t\":\"" + Change.CUT_OFF + "\"}");

        assertThat(StepWork.at(change, Instant.parse("2026-01-02T03:04:05.678Z")))
                .isEqualTo(new Change.AddStatement(S1, "{\"t\":\"2026-01-02T03:04:05Z\"}"));
    }

    @Test
    void whetherItStillHoldsIsAskedOfOurStatementAlone() {
        Change add = new Change.AddStatement(S1, OURS);
        String both = DenyList.with(Optional.of(DenyList.with(Optional.empty(), S1, OURS)), S2, THEIRS);

        assertThat(StepWork.holds(add, Optional.of(OURS), Optional.of(both))).isTrue();
        assertThat(StepWork.holds(add, Optional.of(OURS), DenyList.without(Optional.of(both), S1)))
                .isFalse();
        assertThat(StepWork.holds(add, Optional.of(OURS), Optional.empty())).isFalse();
        assertThat(StepWork.holds(new Change.Put(Optional.empty()), Optional.empty(), Optional.of("set")))
                .isFalse();
    }
}
