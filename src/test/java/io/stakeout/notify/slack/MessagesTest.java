package io.stakeout.notify.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.stakeout.containment.PlanState;
import io.stakeout.incident.EntryLine;
import io.stakeout.notify.Counts;
import io.stakeout.notify.NotifyJson;

import static org.assertj.core.api.Assertions.assertThat;

/** How messages look, as Slack gets them. */
class MessagesTest {

    private static final Counts COUNTS = new Counts(27, 25, 19, 4, 0, 2, 3, 0, 0, 0);

    private static List<EntryLine> entries() {
        return List.of(
                Scenes.call(11, "2026-03-01T12:02:20Z", "write", "ok", "created role", "remove-flow-logs-role"),
                Scenes.call(12, "2026-03-01T12:02:22Z", "tamper", "ok", "put an inline policy on", "flow-logs-role"),
                Scenes.call(13, "2026-03-01T12:02:26Z", "tamper", "ok", "deleted flow log", "fl-064ed3a785e4a37ef"),
                Scenes.call(14, "2026-03-01T12:02:49Z", "identity", "denied", "tried to assume role", "admin"),
                Scenes.call(15, "2026-03-01T12:02:50Z", "identity", "denied", "tried to assume role", "admin"),
                Scenes.call(16, "2026-03-01T12:02:51Z", "identity", "denied", "tried to assume role", "admin"),
                Scenes.call(17, "2026-03-01T12:12:00Z", "write", "ok", "created bucket", "stolen"));
    }

    private static ObjectNode body(String text) {
        return NotifyJson.object().put("kind", "telling").put("text", text);
    }

    private static NewsMessage news(RoomFacts facts) {
        return new NewsMessage(facts, Scenes.ADDRESS);
    }

    private static Optional<JsonNode> json(EntryLine entry) {
        return Optional.of(NotifyJson.read(entry.json()));
    }

    @Test
    void theRootMessageSaysWhoWhereAndHowFresh() {
        Snapshot.matches("root-watching", RootMessage.of(Scenes.watching(), Optional.of("https://s.example.org/x")));
        Snapshot.matches("root-verifying", RootMessage.of(Scenes.verifying(), Optional.of("https://s.example.org/x")));
        Snapshot.matches("root-closed", RootMessage.of(Scenes.closed(), Optional.empty()));
    }

    @Test
    void aDigestCountsEverythingAndShowsTheMostTelling() {
        Snapshot.matches(
                "digest",
                DigestMessage.of(
                        Scenes.digest(10, 37, COUNTS, entries()),
                        Optional.of(Scenes.CUT_OFF),
                        Optional.of("Slack asked us to slow down at 12:01:00 UTC."),
                        Scenes.ADDRESS));
    }

    @Test
    void whatCannotWaitIsALineOfItsOwn() {
        ObjectNode body = body("x").put("others", 2);
        body.putArray("why").add("logging or detection touched").add("first write");
        Snapshot.matches(
                "telling", news(Scenes.watching()).telling(body, json(entries().get(2)), 3));
    }

    @Test
    void anApprovalIsAskedForWithButtonsOnlyWhenTheyAreSwitchedOn() {
        RoomFacts facts = Scenes.watching();
        var plan = Scenes.plan(7, PlanState.AWAITING_APPROVAL, "bert-jan", "Key used from an unknown address.");
        Snapshot.matches("approval-wanted", news(facts).approvalWanted(plan, false));
        Snapshot.matches("approval-wanted-buttons", news(facts).approvalWanted(plan, true));
        Snapshot.matches(
                "approval-decided", news(facts).decided(Scenes.plan(7, PlanState.APPROVED, "bert-jan", "Key used.")));
        assertThat(news(facts).approvalWanted(plan, false).blocksJson()).doesNotContain("\"button\"");
    }

    @Test
    void whatBecameOfAPlanAndOfTheIncidentIsSaid() {
        RoomFacts facts = Scenes.verifying();
        var plan = facts.plans().get(0);
        Snapshot.matches("executed", news(facts).plan("Executed", plan, "stakeout executed the plan"));
        Snapshot.matches("closing", news(Scenes.closed()).closing());
    }

    @Test
    void signalsAnchorsAndTestsAreTheirOwnMessages() {
        ObjectNode signal = NotifyJson.object()
                .put("text", "guardduty says 80: key exfiltrated")
                .put("team", "secops")
                .put("reason", "owns account 123837392027")
                .put("fallback", true)
                .put("seen", 3)
                .put("incident", 214);
        Snapshot.matches("signal", PlainMessage.signal(signal, Scenes.ADDRESS));
        Snapshot.matches(
                "anchor",
                PlainMessage.anchor(NotifyJson.object().put("lines", 7).put("head", "ab12")));
        Snapshot.matches("test", PlainMessage.test(body("admin sends this test message. Nothing has happened.")));
    }

    @Test
    void noTextOfASuspectIsMarkupWhereverItStands() {
        for (String text : Hostile.TEXTS) {
            for (Message message : all(text)) {
                JsonNode blocks = Snapshot.tree(message.blocksJson());
                assertThat(BlockRules.ofMessage(blocks)).as(text).isEmpty();
                assertThat(message.text()).doesNotContain("<", ">", "&");
                blocks.findValues("text").forEach(node -> harmless(node, text));
                blocks.findValues("fields").forEach(fields -> fields.forEach(field -> harmless(field, text)));
                blocks.findValues("elements").forEach(elements -> elements.forEach(one -> harmless(one, text)));
                assertThat(message.blocksJson()).matches("\\p{ASCII}*");
            }
        }
    }

    /** In markup, each angle bracket is one of our own links, and nothing is left to Slack's guesses. */
    private static void harmless(JsonNode node, String hostile) {
        if (!node.path("type").asText().equals("mrkdwn")) {
            return;
        }
        assertThat(node.path("verbatim").asBoolean()).as(hostile).isTrue();
        String ours =
                node.path("text").asText().replaceAll("<https://stakeout\\.example\\.org/incidents/214\\|room>", "");
        assertThat(ours).as(hostile).doesNotContain("<").doesNotContain(">");
        assertThat(ours.chars().filter(c -> c == '`').count() % 2)
                .as("code is closed: " + ours)
                .isZero();
    }

    private static List<Message> all(String text) {
        RoomFacts facts = Scenes.hostile(text);
        var plan = facts.plans().get(0);
        EntryLine call = Scenes.call(5, "2026-03-01T12:02:20Z", "write", "ok", text, text);
        EntryLine note = new EntryLine(
                6,
                NotifyJson.write(NotifyJson.object()
                        .put("seq", 6)
                        .put("kind", "note")
                        .put("at", "2026-03-01T12:02:21Z")
                        .put("actor", text)
                        .put("text", text)));
        List<Message> all = new ArrayList<>();
        all.add(RootMessage.of(facts, Optional.of("https://stakeout.example.org/incidents/214")));
        all.add(DigestMessage.of(
                Scenes.digest(4, 6, COUNTS, List.of(call, note)), Optional.empty(), Optional.empty(), Scenes.ADDRESS));
        all.add(news(facts).telling(body(text), json(call), 0));
        all.add(news(facts).telling(body(text), Optional.empty(), 0));
        all.add(news(facts).approvalWanted(plan, true));
        all.add(news(facts).decided(plan));
        all.add(news(facts).plan("Executed", plan, text));
        all.add(news(Scenes.facts(Scenes.incident(text, "closed", text), facts.plans()))
                .closing());
        ObjectNode signal = NotifyJson.object()
                .put("text", text)
                .put("team", text)
                .put("reason", text)
                .put("incident", 214);
        all.add(PlainMessage.signal(signal, Scenes.ADDRESS));
        return all;
    }

    @Test
    void aLongLineDoesNotPushOutTheNext() {
        List<EntryLine> entries = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            entries.add(Scenes.call(i, "2026-03-01T12:02:0" + i + "Z", "write", "ok", "made", "&".repeat(200) + i));
        }
        entries.add(Scenes.call(9, "2026-03-01T12:02:09Z", "tamper", "ok", "stopped trail", "the-trail"));

        String json = DigestMessage.of(
                        Scenes.digest(0, 10, COUNTS, entries), Optional.empty(), Optional.empty(), Scenes.ADDRESS)
                .blocksJson();

        assertThat(json).contains("the-trail");
    }

    @Test
    void atMostTenLinesAndTheRestIsCounted() {
        List<EntryLine> entries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String activityClass = i == 29 ? "tamper" : "read";
            entries.add(Scenes.call(i, "2026-03-01T12:02:%02dZ".formatted(i), activityClass, "ok", "read", "k" + i));
        }

        String json = DigestMessage.of(
                        Scenes.digest(0, 41, COUNTS, entries), Optional.empty(), Optional.empty(), Scenes.ADDRESS)
                .blocksJson();

        assertThat(json).contains("and 31 more").contains("k29").doesNotContain("k9");
        assertThat(json.split("\\\\n", -1)).hasSize(11);
    }

    @Test
    void whatTheRoomAloneIsToldIsCountedAndNotShown() {
        EntryLine held = new EntryLine(
                6,
                NotifyJson.write(NotifyJson.object()
                        .put("seq", 6)
                        .put("kind", "watch")
                        .put("action", SlackHolds.ACTION)
                        .put("text", "Bert (U1) may be the suspect")));

        String json = DigestMessage.of(
                        Scenes.digest(5, 6, new Counts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), List.of(held)),
                        Optional.empty(),
                        Optional.empty(),
                        Scenes.ADDRESS)
                .blocksJson();

        assertThat(json).doesNotContain("Bert").contains("1 other row").contains("and 1 more");
    }

    @Test
    void namesOfChannelsAreOurWordsAndNumbersAlone() {
        assertThat(ChannelName.of("incident", 214, "0a1b2c3d")).isEqualTo("incident-214-0a1b2c3d");
    }
}
