package io.stakeout.containment.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which step stops what of whom. */
class CoverageTest {

    private static final Subject NAMED_ROLE = Cast.of(
            20, "role", Cast.DEPLOY.arn(), Subject.SUSPECT, Set.of(), Optional.of(Cast.DEPLOY), Optional.empty(), 0);

    private static final Subject ALICE_TOKEN = Cast.of(
            21,
            "access-key",
            "ASIAALICE00000000003",
            Subject.MINTED,
            Set.of("GetSessionToken"),
            Optional.of(Cast.ALICE),
            Optional.empty(),
            3);

    private static final Subject STRAY = Cast.of(
            22,
            "access-key",
            "ASIASTRAY00000000009",
            Subject.MINTED,
            Set.of("AssumeRole"),
            Optional.of(Cast.DEPLOY),
            Optional.empty(),
            1);

    private static final Subject FEDERATED = Cast.of(
            23,
            "federated-user",
            "arn:aws:sts::" + Cast.ACCOUNT + ":federated-user/ci",
            Subject.MINTED,
            Set.of("GetFederationToken"),
            Optional.of(Cast.MALLORY),
            Optional.of(Cast.ACCOUNT + ":ci"),
            1);

    private static final Map<String, Subject> CAST = Map.ofEntries(
            Map.entry("user", Cast.mallory()),
            Map.entry("key", Cast.malloryKey()),
            Map.entry("session", Cast.session()),
            Map.entry("token", Cast.sessionToken()),
            Map.entry("alice's key", Cast.keyOnAlice()),
            Map.entry("alice", Cast.aliceTouched()),
            Map.entry("alice ticked", Cast.chosen(Cast.aliceTouched(), "she called us")),
            Map.entry("alice's token", ALICE_TOKEN),
            Map.entry("bob", Cast.bobReset()),
            Map.entry("backdoor", Cast.backdoor()),
            Map.entry("minted role", Cast.mintedRole()),
            Map.entry("role", NAMED_ROLE),
            Map.entry("stray", STRAY),
            Map.entry("federated", FEDERATED),
            Map.entry("address", Cast.address()));

    /** Empty: the plan knows nothing of it. */
    @ParameterizedTest(name = "{0} {1}: {2} is stopped: {3}")
    @CsvSource({
        "L1, user+session,           user,          user",
        "L1, user+session,           session,       all",
        "L1, user+session,           token,         ",
        "L1, user+alice's key,       alice's key,   none",
        "L1, role,                   role,          all",
        "L2, key+session,            key,           sessions",
        "L2, key+session,            session,       all",
        "L2, key+token,              key,           sessions",
        "L2, key+token,              token,         sessions",
        "L2, user+federated,         federated,     all",
        "L2, user+federated,         user,          sessions",
        "L2, user+alice's key,       alice's key,   none",
        "L2, role+session,           role,          none",
        "L2, role+session,           session,       all",
        "L2, user+bob,               bob,           ",
        "L2, user+address,           address,       none",
        "L3, key+session+token,      key,           user",
        "L3, key+session+token,      token,         user",
        "L3, user+federated,         federated,     user",
        "L3, user+backdoor,          backdoor,      user",
        "L3, user+session,           session,       all",
        "L3, role+session,           role,          all",
        "L3, minted role,            minted role,   all",
        "L3, user+bob,               bob,           sign-ins",
        "L3, user+alice's key+alice, alice's key,   all",
        "L3, user+alice's key+alice, alice,         ",
        "L3, user+alice ticked,      alice ticked,  user",
        "L3, alice's key+alice's token, alice's token, sessions",
        "L3, alice's key+alice's token, alice's key, all",
        "L3, user+stray,             stray,         none",
        "L3, session+stray,          stray,         none",
        "L4, key,                    key,           all",
        "L4, user,                   user,          user",
        "L4, user+bob,               bob,           sign-ins",
    })
    void aStepStopsWhatItWrites(String level, String who, String of, String cover) {
        List<Subject> subjects =
                List.of(who.split("\\+")).stream().map(CAST::get).toList();
        Draft draft = Planner.draft(
                Level.byId(level).orElseThrow(), new Draft.Options(true, false, 0), subjects, "policy", "k1");

        Optional<String> found =
                Optional.ofNullable(Coverage.of(draft).get(CAST.get(of).id())).map(Cover::id);

        assertThat(found).isEqualTo(Optional.ofNullable(cover));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"user, user", "role, all", "session, all"})
    void aControlPolicyStopsTheSame(String who, String cover) {
        Subject subject = CAST.get(who);
        Draft whole =
                Planner.draft(Level.PRINCIPAL, new Draft.Options(false, true, 0), List.of(subject), "policy", "k1");
        List<Step> control = whole.steps().stream()
                .filter(step -> step.slot() instanceof Slot.ControlPolicy)
                .toList();
        Draft alone =
                new Draft(whole.level(), whole.options(), control, whole.cut(), whole.subjects(), List.of(), List.of());

        assertThat(control).isNotEmpty();
        assertThat(Coverage.of(alone).get(subject.id()).id()).isEqualTo(cover);
    }
}
