package io.stakeout.containment.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** People of Identity Center, whose roles nobody else can edit. */
class PeoplePlanTest {

    private static final Draft.Options PLAIN = new Draft.Options(true, false, 0);
    private static final Draft.Options CONTROL = new Draft.Options(true, true, 0);
    private static final String POLICY = "ServiceAccessBaseline";

    private static Draft draft(Level level, Draft.Options options, Subject... subjects) {
        return Planner.draft(level, options, List.of(subjects), POLICY, "k1");
    }

    private static Subject hers() {
        return Cast.reservedSession(21, Optional.of(Cast.EVE));
    }

    @ParameterizedTest
    @EnumSource(names = {"PRINCIPAL", "KEYS"})
    void aPersonIsDeniedInEachAccountWhereItWasSeenAtWorkAndNoRoleIs(Level level) {
        Draft draft = draft(level, CONTROL, Cast.eve(), hers());

        assertThat(draft.cut()).isEmpty();
        assertThat(draft.steps().stream().map(step -> step.slot().id()))
                .containsExactly(
                        "control-policy 111122223333 " + POLICY, "control-policy " + Cast.ACCOUNT + " " + POLICY);
        for (Step step : draft.steps()) {
            assertThat(((Change.AddStatement) step.change()).statement())
                    .contains("\"Condition\":{\"StringEquals\":{\"identitystore:userId\":\"" + Cast.EVE + "\"}}");
        }
        assertThat(draft.steps().get(0).identities())
                .as("her session is elsewhere")
                .containsExactly(20L);
        assertThat(draft.steps().get(1).identities()).containsExactly(20L, 21L);
        assertThat(draft.warnings())
                .singleElement()
                .asString()
                .contains("is denied in 111122223333, " + Cast.ACCOUNT, "management account");
        assertThat(draft.checklist()).anyMatch(todo -> todo.text().startsWith("Disable " + Cast.EVE));
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIP", "SESSION", "PRINCIPAL", "KEYS"})
    void withoutServiceControlPoliciesWhatCannotBeEditedIsLeftAndSaidToBe(Level level) {
        Draft draft = draft(level, PLAIN, Cast.eve(), hers(), Cast.session());

        assertThat(draft.cut()).containsExactly(Cast.DEPLOY);
        assertThat(draft.warnings())
                .anyMatch(text -> text.startsWith("Identity Center user " + Cast.EVE + " isn't cut by this plan"))
                .anyMatch(text -> text.startsWith("Session eve of role " + Cast.ADMIN.name())
                        && text.contains("nobody else can edit it")
                        && text.contains("It goes with Identity Center user " + Cast.EVE));
        assertThat(draft.checklist()).anyMatch(todo -> todo.text().startsWith("Disable " + Cast.EVE));
    }

    @Test
    void belowL3TheOptionCutsNobodyOfIdentityCenter() {
        Draft draft = draft(Level.SESSION, CONTROL, Cast.eve(), hers());

        assertThat(draft.steps()).isEmpty();
        assertThat(draft.warnings())
                .anyMatch(text -> text.startsWith("Identity Center user " + Cast.EVE + " isn't cut"));
    }

    @Test
    void aSessionOfSomebodyWhomNobodyNamedSaysWhomToName() {
        Draft known = draft(Level.PRINCIPAL, CONTROL, hers(), Cast.session());
        Draft unknown = draft(Level.PRINCIPAL, CONTROL, Cast.reservedSession(21, Optional.empty()), Cast.session());

        assertThat(known.cut()).containsExactly(Cast.DEPLOY);
        assertThat(known.warnings()).anyMatch(text -> text.contains("by the Identity Center user id " + Cast.EVE));
        assertThat(unknown.warnings()).anyMatch(text -> text.contains("by its Identity Center user id"));
    }

    @Test
    void whereASessionWasHandedOutIsWhereThePersonWorksThoughNobodySawItYet() {
        Subject key = new Subject(
                22,
                "access-key",
                "ASIAEVE0000000000001",
                "ASIAEVE0000000000001",
                Optional.of("999988887777"),
                Subject.MINTED,
                Optional.empty(),
                Set.of("GetRoleCredentials"),
                List.of(20L),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(Cast.EVE),
                Set.of());

        Draft draft = draft(Level.PRINCIPAL, CONTROL, Cast.person(20), key);

        assertThat(draft.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.slot().account()).isEqualTo("999988887777"))
                .satisfies(step -> assertThat(step.identities()).containsExactly(20L, 22L));
    }

    @Test
    void somebodyWhoWasSeenAtWorkNowhereIsNotCutAndThePlanSaysSo() {
        Draft draft = draft(Level.PRINCIPAL, CONTROL, Cast.person(20));

        assertThat(draft.steps()).isEmpty();
        assertThat(draft.warnings()).anyMatch(text -> text.contains("was seen at work in no account"));
    }

    @Test
    void aNamedRoleOfIdentityCenterIsStillATarget() {
        Subject role = Cast.of(
                23, "role", Cast.ADMIN.arn(), Subject.SUSPECT, Set.of(), Optional.of(Cast.ADMIN), Optional.empty(), 0);

        assertThat(draft(Level.PRINCIPAL, CONTROL, role).cut()).containsExactly(Cast.ADMIN);
    }
}
