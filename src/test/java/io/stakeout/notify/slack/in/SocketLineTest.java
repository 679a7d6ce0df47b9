package io.stakeout.notify.slack.in;

import java.util.List;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.containment.OnSlackSocket;
import io.stakeout.notify.slack.LoopbackSlack;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What people do comes over a socket that Stakeout keeps open, and over nothing else then. */
@QuarkusTest
@WithPostgres
@TestProfile(OnSlackSocket.class)
class SocketLineTest {

    @Inject
    SlackTown town;

    @Inject
    TestAccounts accounts;

    @Inject
    InboundState state;

    private LoopbackSocket socket;
    private SlackPerson responder;

    @BeforeEach
    void open() {
        town.open();
        socket = town.socket();
        responder = town.user(accounts.fresh(Role.RESPONDER));
        await().atMost(SlackTown.LONGEST).until(() -> connected(1));
    }

    private boolean connected(int connections) {
        return socket.seen() == connections && state.view().phase() == InboundState.Phase.CONNECTED;
    }

    private ObjectNode command(String text, String trigger) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("command", "/stakeout")
                .put("text", text)
                .put("user_id", responder.user())
                .put("team_id", LoopbackWorkspace.TEAM)
                .put("trigger_id", trigger)
                .put("response_url", LoopbackSlack.responseUrl(responder.user()));
    }

    private void acknowledged(String envelope, int times) {
        await().atMost(SlackTown.LONGEST)
                .until(() -> socket.acknowledged(envelope).size() == times);
    }

    @Test
    void deedsAreAcknowledgedAndDoneOnceThroughDisconnectsAndBrokenConnections() {
        String trigger = SlackPerson.trigger();
        socket.send("slash_commands", "e1", command("watch access-key AKIASLACKSOCKET00001", trigger));
        acknowledged("e1", 1);
        assertThat(town.told(responder)).contains("Opened incident");

        socket.sendRaw("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
        await().atMost(SlackTown.LONGEST)
                .until(() -> connected(2) && socket.log().contains("close 1"));
        assertThat(socket.log())
                .as("the next is open before the old one is closed")
                .containsSubsequence("open 1", "open 2", "close 1");

        socket.send("slash_commands", "e1", command("watch access-key AKIASLACKSOCKET00001", trigger));
        acknowledged("e1", 2);
        socket.drop();
        await().atMost(SlackTown.LONGEST).until(() -> connected(3));

        socket.send("slash_commands", "e2", command("status", SlackPerson.trigger()));
        acknowledged("e2", 1);
        await().atMost(SlackTown.LONGEST).until(() -> town.heard(responder).size() == 2);
        assertThat(town.heard(responder).get(1).argument("text")).contains("open:");
        assertThat(town.number("select count(*) from suspect where value = 'AKIASLACKSOCKET00001'"))
                .as("a delivery that is repeated is done once")
                .isEqualTo(1);
        assertThat(state.view().trouble()).isEmpty();

        submissionsAreAnsweredInTheAcknowledgement();
        whatIsNotUnderstoodIsAcknowledgedAndNothingIsDone();
        withoutASigningSecretNothingComesInOverHttp();
    }

    private void submissionsAreAnsweredInTheAcknowledgement() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "view_submission");
        payload.put("trigger_id", SlackPerson.trigger());
        payload.putObject("user").put("id", responder.user()).put("team_id", LoopbackWorkspace.TEAM);
        ObjectNode view = payload.putObject("view");
        view.put("id", "V0X").put("callback_id", "disable").put("private_metadata", "1 abc L3");
        view.putObject("state").putObject("values");

        socket.send("interactive", "e3", payload);

        acknowledged("e3", 1);
        assertThat(socket.acknowledged("e3")
                        .get(0)
                        .at("/payload/response_action")
                        .asText())
                .isEqualTo("errors");
        assertThat(socket.acknowledged("e3").get(0).at("/payload/errors/reason").asText())
                .contains("Say why");
    }

    private void whatIsNotUnderstoodIsAcknowledgedAndNothingIsDone() {
        SlackTown.Trace before = town.trace();

        socket.sendRaw("no JSON");
        socket.sendRaw("{\"type\":\"something_new\"}");
        socket.send("interactive", "e4", JsonNodeFactory.instance.objectNode());
        socket.send("slash_commands", "e5", JsonNodeFactory.instance.objectNode());
        socket.send("something_new", "e6", JsonNodeFactory.instance.objectNode());

        List.of("e4", "e5", "e6").forEach(envelope -> acknowledged(envelope, 1));
        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }

    private void withoutASigningSecretNothingComesInOverHttp() {
        SlackTown.Trace before = town.trace();

        responder.command("watch access-key AKIASLACKSOCKET00002").then().statusCode(401);

        assertThat(town.trace()).as("nothing else was touched").isEqualTo(before);
    }
}
