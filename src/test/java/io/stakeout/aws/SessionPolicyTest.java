package io.stakeout.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.cast.Scenery;

import static io.stakeout.aws.Adapters.POLICY;
import static io.stakeout.aws.Adapters.role;
import static io.stakeout.aws.Adapters.user;
import static org.assertj.core.api.Assertions.assertThat;

/** A session may do what its slots take, and no more; whatever the size, it has a policy. */
class SessionPolicyTest {

    private final SlotCalls calls = new SlotCalls("aws");

    @Test
    void eachSlotHasItsCallsOnItsPrincipalUnderAnyPath() {
        String text = calls.inAccount(
                        List.of(new Slot.InlinePolicy(role("deploy"), POLICY), new Slot.KeyStatus(user("bob"), "AKIA")))
                .text();

        assertThat(text)
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":["
                                + "{\"Effect\":\"Allow\",\"Action\":[\"iam:DeleteRolePolicy\",\"iam:GetRolePolicy\",\"iam:PutRolePolicy\"],"
                                + "\"Resource\":[\"arn:aws:iam::444455556666:role/*/deploy\",\"arn:aws:iam::444455556666:role/deploy\"]},"
                                + "{\"Effect\":\"Allow\",\"Action\":[\"iam:GetRole\",\"iam:GetUser\"],\"Resource\":[\"*\"]},"
                                + "{\"Effect\":\"Allow\",\"Action\":[\"iam:ListAccessKeys\",\"iam:UpdateAccessKey\"],"
                                + "\"Resource\":[\"arn:aws:iam::444455556666:user/*/bob\",\"arn:aws:iam::444455556666:user/bob\"]}]}");
    }

    @Test
    void aPlanWithoutSlotsMayOnlyAskWhoIsThere() {
        assertThat(calls.inAccount(List.of()).text()).contains("iam:GetUser").doesNotContain("Put", "Delete", "Update");
    }

    @Test
    void aPreviewChangesNothing() {
        for (PrincipalRef principal : List.of(user("bob"), role("deploy"))) {
            assertThat(calls.preview(principal).text())
                    .doesNotContain("iam:Put", "iam:Delete", "iam:Update", "iam:Create", "iam:Attach");
        }
    }

    @Test
    void otherPartitionsHaveTheirOwnArns() {
        assertThat(new SlotCalls("aws-cn")
                        .inAccount(List.of(new Slot.Password(user("bob"))))
                        .text())
                .contains("arn:aws-cn:iam::444455556666:user/bob")
                .doesNotContain("arn:aws:");
    }

    @Test
    void aLongPlanSharesItsCallsAmongItsPrincipalsOfOneKind() {
        String text = calls.inAccount(slots(10, "somebody-with-a-name-")).text();

        assertThat(text.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
        assertThat(text).contains("iam:PutUserPolicy", "iam:PutRolePolicy").doesNotContain("iam:*", "user/*\"");
        assertThat(text.split("\"Effect\"")).as("two kinds and the look").hasSize(1 + 3);
    }

    /** The most that one plan cuts by default, with names of 60 characters. */
    @Test
    void aPlanOfTenWithLongNamesStillNamesEachOfThem() {
        String name = "a".repeat(59);

        String text = calls.inAccount(slots(10, name)).text();

        assertThat(text.length()).isLessThanOrEqualTo(SessionPolicy.LONGEST);
        for (int i = 0; i < 10; i++) {
            assertThat(text).contains((i % 2 == 0 ? ":user*/" : ":role*/") + name + i + "\"");
        }
    }

    @Test
    void aPlanThatIsTooLongForStsIsRefusedRatherThanOpenedWithoutAPolicy() {
        SessionPolicy policy = calls.inAccount(slots(40, "somebody-with-a-name-"));

        assertThat(ControlErrorsTest.permanent(policy::text).code()).isEqualTo("session-policy-too-long");
    }

    @Test
    void theOrganizationsSessionIsBoundToItsAccounts() {
        String text = calls.inOrganization(List.of(new Slot.ControlPolicy(Scenery.BACKUP, POLICY)))
                .text();

        assertThat(text)
                .contains("account/o-*/" + Scenery.BACKUP)
                .doesNotContain(":root/", ":ou/")
                .hasSizeLessThan(SessionPolicy.LONGEST);
    }

    @Test
    void aStatementHoldsResourcesOfTheSameCalls() {
        String text = new SessionPolicy()
                .allow(Set.of("a:B"), Set.of("x", "y"))
                .allow(Set.of("a:C"), Set.of("y"))
                .text();

        assertThat(text)
                .contains("{\"Effect\":\"Allow\",\"Action\":[\"a:B\"],\"Resource\":[\"x\"]}")
                .contains("{\"Effect\":\"Allow\",\"Action\":[\"a:B\",\"a:C\"],\"Resource\":[\"y\"]}");
    }

    private static List<Slot> slots(int many, String name) {
        List<Slot> slots = new ArrayList<>();
        IntStream.range(0, many).forEach(i -> {
            slots.add(new Slot.InlinePolicy(i % 2 == 0 ? user(name + i) : role(name + i), POLICY));
            if (i % 3 == 0) {
                slots.add(new Slot.Boundary(i % 2 == 0 ? user(name + i) : role(name + i)));
            }
            if (i % 4 == 0) {
                slots.add(new Slot.KeyStatus(user(name + i), "AKIA"));
            }
        });
        return slots;
    }
}
