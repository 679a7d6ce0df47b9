package io.stakeout.access;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoleTest {

    @Test
    void eachRoleMayAllThatWeakerOnesMay() {
        assertThat(Role.VIEWER.effectiveIds()).containsExactlyInAnyOrder("viewer");
        assertThat(Role.RESPONDER.effectiveIds()).containsExactlyInAnyOrder("viewer", "responder");
        assertThat(Role.APPROVER.effectiveIds()).containsExactlyInAnyOrder("viewer", "responder", "approver");
        assertThat(Role.ADMIN.effectiveIds()).containsExactlyInAnyOrder("viewer", "responder", "approver", "admin");
    }

    @Test
    void aRoleIsKnownByItsId() {
        assertThat(Role.byId("approver")).contains(Role.APPROVER);
        assertThat(Role.byId("APPROVER")).isEmpty();
        assertThat(Role.byId("root")).isEmpty();
    }
}
