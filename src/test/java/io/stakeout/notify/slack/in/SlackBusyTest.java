package io.stakeout.notify.slack.in;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.OnSlack;
import io.stakeout.notify.slack.Buttons;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Two work and eight wait on this stage: whoever comes then is told so, and nothing of it is done later. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlack.class)
class SlackBusyTest {

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    private SlackPerson first;
    private SlackPerson late;

    @BeforeEach
    void people() {
        town.open();
        first = town.user(accounts.fresh(Role.RESPONDER));
        late = town.user(accounts.fresh(Role.RESPONDER));
        first.command("status");
        town.told(first);
    }

    @Test
    void whoeverComesWhileAllAreBusyIsToldSoAndEverybodyIsAnsweredAtOnce() throws SQLException {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("callback_id", "disable");
        view.put("private_metadata", "1 abc L3");
        LoopbackWorkspace.View dialog = new LoopbackWorkspace.View("V0BUSY", "", view);
        try (Connection held = town.connection()) {
            held.setAutoCommit(false);
            try (Statement lock = held.createStatement()) {
                lock.execute("lock table operator in access exclusive mode");
            }
            for (int i = 0; i < 10; i++) {
                first.command("watch access-key AKIASLACKBUSY000000" + i)
                        .then()
                        .statusCode(200)
                        .body(equalTo(""));
            }
            await().atMost(SlackTown.LONGEST)
                    .until(() ->
                            town.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= 2);

            late.command("watch access-key AKIASLACKTOOLATE0001")
                    .then()
                    .statusCode(200)
                    .body("response_type", equalTo("ephemeral"))
                    .body("text", containsString("Stakeout is busy"));
            late.submit(dialog, Map.of("reason", "because"))
                    .then()
                    .statusCode(200)
                    .body("response_action", equalTo("errors"))
                    .body("errors.reason", containsString("Stakeout is busy"));
            late.press(Buttons.REQUEST_DISABLE, "1").then().statusCode(200);
            assertThat(town.told(late)).contains("Stakeout is busy");
            held.rollback();
        }
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(first).size() == 11);

        assertThat(town.number("select count(*) from suspect where value like 'AKIASLACKBUSY%'"))
                .isEqualTo(10);
        assertThat(town.number("select count(*) from suspect where value = 'AKIASLACKTOOLATE0001'"))
                .isZero();
        assertThat(town.slack().heard("views.open")).isEmpty();
    }
}
