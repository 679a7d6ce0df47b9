package io.stakeout.notify.slack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.NewOperator;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.incident.Counters;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Timeline;
import io.stakeout.notify.Counts;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Digest;
import io.stakeout.notify.Item;
import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.Priority;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.slack.LoopbackWorkspace.Said;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What arrives in Slack, and what never does. */
@QuarkusTest
@WithPostgres
class SlackChannelTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    SlackUnderTest slackUnderTest;

    @Inject
    Incidents incidents;

    @Inject
    Timeline timeline;

    @Inject
    Operators operators;

    private final SetClock clock = new SetClock(Instant.parse("2026-03-01T10:00:00Z"));
    private LoopbackSlack slack;
    private LoopbackWorkspace workspace;
    private String user;
    private Operator operator;

    @BeforeEach
    void prepare() {
        slack = new LoopbackSlack(clock);
        workspace = slack.workspace();
        user = "U0TEAM" + NUMBER.incrementAndGet();
        workspace.person(user, "mary", "Mary Okafor", "mary.okafor@example.org");
        operator = operator(user);
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private record Settings(URI address, Place where, Optional<String> channel, int most, boolean deciding)
            implements SlackConfigOf {

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(address);
        }

        @Override
        public Place place() {
            return where;
        }

        @Override
        public Optional<String> teamChannel() {
            return channel;
        }

        @Override
        public int mostMembers() {
            return most;
        }

        @Override
        public boolean approvals() {
            return deciding;
        }
    }

    private SlackUnderTest.Made own() {
        return slackUnderTest.made(
                new Settings(slack.endpoint(), SlackConfig.Place.INCIDENT_CHANNELS, Optional.empty(), 200, false),
                clock);
    }

    private SlackUnderTest.Made team(String channel) {
        return slackUnderTest.made(
                new Settings(slack.endpoint(), SlackConfig.Place.TEAM_CHANNEL, Optional.of(channel), 5, false), clock);
    }

    private Operator operator(String slackUser, String... principals) {
        String name = "slack-" + NUMBER.incrementAndGet();
        return operators.create(
                Actor.STAKEOUT,
                new NewOperator(
                        name,
                        name,
                        Role.RESPONDER,
                        TestAccounts.PASSWORD,
                        false,
                        List.of(principals),
                        Optional.of(slackUser)));
    }

    private IncidentView incident(Set<String> readers, String... userNames) {
        List<Suspect> suspects = java.util.Arrays.stream(userNames)
                .map(name -> Suspect.of("user-name", name, "111122223333"))
                .toList();
        return incidents.open(
                Actor.STAKEOUT,
                new Opening("Leak <!channel>", Severity.HIGH, Follow.FULL, suspects, readers, "person"));
    }

    private Item item(String kind, IncidentView room, int attempt) {
        ObjectNode body = NotifyJson.object().put("kind", kind).put("text", "x").put("incident", room.id());
        return item(kind + ":" + room.id() + ":1", room, body, "", attempt);
    }

    private Item item(String key, IncidentView room, ObjectNode body, String target, int attempt) {
        return new Item(
                1,
                key,
                Priority.BROADCAST,
                Optional.of(room.id()),
                Optional.of(1L),
                target,
                body,
                attempt,
                Optional.empty(),
                clock.instant(),
                0,
                List.of());
    }

    private Digest digest(IncidentView room, long after, long upto, int attempt) {
        long calls = upto - after;
        Counts counts = new Counts(calls, calls, calls, 0, 0, 0, 0, 0, 0, 0);
        return new Digest(
                "log:" + room.id() + ":" + after,
                new Room(room.id(), room.title(), room.severity(), room.state(), List.of(), 0, false, Set.of()),
                after,
                upto,
                counts,
                new Counters(
                        counts.calls(),
                        counts.reads(),
                        counts.writes(),
                        counts.identities(),
                        counts.tampers(),
                        counts.denied(),
                        counts.failed(),
                        counts.throttled(),
                        0),
                List.of(Scenes.call(upto, "2026-03-01T09:59:00Z", "write", "ok", "made", "thing")),
                Optional.of(clock.instant()),
                attempt,
                Optional.empty());
    }

    private String ownChannel(IncidentView room) {
        String name = workspace.channelNames().stream()
                .filter(one -> one.startsWith("incident-" + room.id() + "-"))
                .findFirst()
                .orElseThrow();
        return workspace.channelNamed(name).orElseThrow();
    }

    private List<Said> roots(String channel) {
        return workspace.said(channel).stream().filter(said -> !said.reply()).toList();
    }

    private List<Said> replies(String channel) {
        return workspace.said(channel).stream().filter(Said::reply).toList();
    }

    private List<String> saidInTheRoom(IncidentView room) {
        return timeline.after(room.id(), 0, 500).stream()
                .map(EntryLine::json)
                .filter(json -> json.contains(SlackHolds.ACTION))
                .toList();
    }

    /** Slack's own pace is another test's: here each call finds its turn. */
    private void pass() {
        clock.forward(Duration.ofSeconds(2));
    }

    @Test
    void anIncidentGetsAPrivateChannelOfItsOwnWithItsTeamAndOneRootMessage() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();

        assertThat(channel.deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);

        String id = ownChannel(room);
        assertThat(slack.heard("conversations.create").get(0).argument("is_private"))
                .isEqualTo("1");
        assertThat(slack.heard("conversations.create").get(0).argument("name"))
                .matches("incident-" + room.id() + "-[0-9a-f]{8}");
        assertThat(workspace.members(id)).contains(user, LoopbackWorkspace.BOT);
        assertThat(roots(id)).hasSize(1);
        assertThat(slack.heard("chat.postMessage")).allSatisfy(call -> {
            assertThat(call.argument("unfurl_links")).isEqualTo("0");
            assertThat(call.argument("unfurl_media")).isEqualTo("0");
            assertThat(call.argument("text")).doesNotContain("channel", "bert-jan");
        });
        assertThat(channel.deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);
        assertThat(roots(id)).hasSize(1);
    }

    @Test
    void aRootMessageWhoseAnswerIsLostIsFoundByWhoeverTriesNextAndNotDoubled() {
        IncidentView room = incident(Set.of(), "bert-jan");
        slack.losesAnswer("chat.postMessage");

        assertThat(own().channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Paused.class);
        pass();
        assertThat(own().channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(roots(ownChannel(room))).hasSize(1);
        assertThat(replies(ownChannel(room))).hasSize(1);
    }

    @Test
    void aChannelWhoseAnswerIsLostIsFoundByItsNameAndNotMadeTwice() {
        IncidentView room = incident(Set.of(), "bert-jan");
        slack.losesAnswer("conversations.create");

        assertThat(own().channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Paused.class);
        pass();
        assertThat(own().channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(workspace.channelNames().stream().filter(name -> name.startsWith("incident-" + room.id() + "-")))
                .hasSize(1);
    }

    @Test
    void twoAtOnceMakeOneChannelAndOneRoot() throws Exception {
        IncidentView room = incident(Set.of(), "bert-jan");
        CountDownLatch gate = slack.holds("conversations.create");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Delivery> first = thread.submit(() -> own().channel().deliver(item("opened", room, 1)));
        org.awaitility.Awaitility.await().until(() -> claimed(room));

        Delivery second = own().channel().digest(digest(room, 0, 3, 1));
        gate.countDown();

        assertThat(second).isInstanceOf(Delivery.Held.class);
        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Delivery.Delivered.class);
        thread.shutdown();
        assertThat(roots(ownChannel(room))).hasSize(1);
    }

    @Inject
    io.agroal.api.AgroalDataSource database;

    private boolean claimed(IncidentView room) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select 1 from slack_thread where incident_id = ? and opening_until is not null")) {
            query.setLong(1, room.id());
            return query.executeQuery().next();
        }
    }

    @Test
    void aDigestThatComesAgainIsEditedAndNotRepeated() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        channel.deliver(item("opened", room, 1));
        pass();
        channel.digest(digest(room, 0, 3, 1));
        pass();

        assertThat(own().channel().digest(digest(room, 0, 5, 2))).isInstanceOf(Delivery.Delivered.class);

        assertThat(replies(ownChannel(room))).hasSize(1).allSatisfy(said -> {
            assertThat(said.edits()).isEqualTo(1);
            assertThat(said.text()).contains("5 calls");
        });
    }

    @Test
    void aDigestWhoseAnswerIsLostIsLookedForAlthoughThatWasNoAttempt() {
        IncidentView room = incident(Set.of(), "bert-jan");
        own().channel().deliver(item("opened", room, 1));
        pass();
        slack.losesAnswer("chat.postMessage");
        assertThat(own().channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Paused.class);
        pass();

        assertThat(own().channel().digest(digest(room, 0, 4, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(replies(ownChannel(room))).hasSize(1);
        assertThat(replies(ownChannel(room)).get(0).text()).contains("4 calls");
    }

    @Test
    void aDigestThatNeverArrivedIsPosted() {
        IncidentView room = incident(Set.of(), "bert-jan");
        own().channel().deliver(item("opened", room, 1));
        pass();
        slack.losesCall("chat.postMessage");
        assertThat(own().channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Paused.class);
        pass();

        assertThat(own().channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(replies(ownChannel(room))).hasSize(1);
    }

    @Test
    void nothingIsPostedWhereSomebodyMayBeTheSuspectUntilAnAdminReleasesIt() {
        workspace.person("U0BERT", "bert.jan", "Bert Jan", "bert.jan@example.org");
        String channel = workspace.channel("sec-incidents", true, user, "U0BERT");
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackUnderTest.Made made = team(channel);

        Delivery held = made.channel().deliver(item("opened", room, 1));
        made.channel().digest(digest(room, 0, 3, 1));

        assertThat(held).isInstanceOf(Delivery.Held.class);
        assertThat(((Delivery.Held) held).why()).contains("held back").doesNotContain("Bert");
        assertThat(workspace.said(channel)).isEmpty();
        assertThat(slack.heard("chat.postMessage")).isEmpty();
        assertThat(saidInTheRoom(room)).hasSize(1).first().asString().contains("U0BERT", "release");
        Actor viewer = new Actor("v", Role.APPROVER, Optional.empty());
        assertThatThrownBy(() -> made.holds().release(viewer, room.id(), "no")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> made.holds().release(Actor.STAKEOUT, room.id(), " "))
                .isInstanceOf(Problem.class);
        assertThat(workspace.said(channel)).isEmpty();

        made.holds().release(Actor.STAKEOUT, room.id(), "Bert is our colleague, the key was stolen from him");
        assertThat(made.channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);
        assertThat(roots(channel)).hasSize(1);

        workspace.person("U0JAN", "jb", "Jan Bert", "jb@example.org");
        workspace.join(channel, "U0JAN");
        clock.forward(Duration.ofMinutes(2));
        assertThat(made.channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Held.class);
        workspace.leave(channel, "U0JAN");
        pass();
        assertThat(made.channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Delivered.class);
        assertThat(saidInTheRoom(room)).last().asString().contains("again");
    }

    @Test
    void whoCannotBeComparedAndATooLargeChannelAreHeldBackToo() {
        workspace.person("U0NOBODY", "x", "X", "");
        String dark = workspace.channel("dark", true, "U0NOBODY");
        IncidentView room = incident(Set.of(), "bert-jan");
        assertThat(team(dark).channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Held.class);
        assertThat(saidInTheRoom(room)).last().asString().contains("no e-mail address");

        IncidentView second = incident(Set.of(), "bert-jan");
        String large = workspace.channel("large", true, "U1", "U2", "U3", "U4", "U5", "U6");
        SlackUnderTest.Made made = team(large);
        assertThat(made.channel().deliver(item("opened", second, 1))).isInstanceOf(Delivery.Held.class);
        assertThat(saidInTheRoom(second)).last().asString().contains("more than 5 members");
        assertThat(workspace.said()).isEmpty();
    }

    @Test
    void anOperatorWhoMayBeTheSuspectIsNotInvited() {
        String suspicious = "U0SUS" + NUMBER.incrementAndGet();
        workspace.person(suspicious, "pq", "Pat Quirk", "pat.quirk@example.org");
        operator(suspicious, "arn:aws:iam::111122223333:user/zed");
        String alike = "U0ALIKE" + NUMBER.incrementAndGet();
        workspace.person(alike, "quinn", "Quinn Quux", "quinn.quux@example.org");
        operator(alike);
        IncidentView room = incident(Set.of(), "quinn-quux");
        incidents.addSuspect(
                Actor.STAKEOUT, room.id(), Suspect.of("principal-arn", "arn:aws:iam::111122223333:user/zed", null));

        assertThat(own().channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(workspace.members(ownChannel(room))).contains(user).doesNotContain(suspicious, alike);
        assertThat(saidInTheRoom(room))
                .hasSize(1)
                .first()
                .asString()
                .contains("doesn't invite", "own AWS principal", "has a name like");
    }

    @Test
    void aRestrictedIncidentIsToldToItsReadersAlone() {
        String other = "U0OTHER" + NUMBER.incrementAndGet();
        workspace.person(other, "other", "Other One", "other@example.org");
        operator(other);
        IncidentView room = incident(Set.of(operator.name()), "bert-jan");
        SlackUnderTest.Made made = own();

        assertThat(made.channel().deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);
        String channel = ownChannel(room);
        assertThat(workspace.members(channel)).containsExactlyInAnyOrder(LoopbackWorkspace.BOT, user);

        workspace.join(channel, other);
        clock.forward(Duration.ofMinutes(2));
        assertThat(made.channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Held.class);
        assertThatThrownBy(() -> made.holds().release(Actor.STAKEOUT, room.id(), "please"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("leave the channel");
        assertThat(replies(channel)).isEmpty();
        workspace.leave(channel, other);
        pass();
        assertThat(made.channel().digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Delivered.class);
    }

    @Test
    void aRestrictedIncidentIsNotToldInTheTeamsChannel() {
        String channel = workspace.channel("sec-incidents", true, user);
        IncidentView room = incident(Set.of(operator.name()), "bert-jan");
        SlackChannel team = team(channel).channel();
        Room restricted = new Room(
                room.id(), room.title(), room.severity(), room.state(), List.of(), 0, true, Set.of(operator.name()));

        assertThat(team.mayTell(restricted)).isFalse();
        assertThat(own().channel().mayTell(restricted)).isTrue();
        assertThat(team.deliver(item("opened", room, 1))).isInstanceOf(Delivery.Held.class);
        assertThat(team.digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Held.class);
        assertThat(slack.heard()).isEmpty();
    }

    @Test
    void whenSlackAsksToSlowDownTheChannelWaitsAndTheNextDigestSaysSoOnce() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        channel.deliver(item("opened", room, 1));
        pass();
        slack.limits("chat.postMessage", 30);

        Delivery limited = channel.digest(digest(room, 0, 3, 1));
        clock.forward(Duration.ofSeconds(31));
        channel.digest(digest(room, 0, 9, 1));
        pass();
        channel.digest(digest(room, 9, 12, 1));

        assertThat(limited).isInstanceOf(Delivery.Paused.class);
        assertThat(((Delivery.Paused) limited).pause()).contains(Duration.ofSeconds(30));
        List<Said> digests = replies(ownChannel(room));
        assertThat(digests).hasSize(2);
        assertThat(digests.get(0).blocks().toString()).contains("asked us to slow down");
        assertThat(digests.get(1).blocks().toString()).doesNotContain("slow down");
    }

    @Test
    void theRootMessageIsEditedInPlaceAtMostEveryFifteenSeconds() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        channel.deliver(item("opened", room, 1));
        String id = ownChannel(room);

        clock.forward(Duration.ofSeconds(5));
        Delivery early = channel.deliver(item("root", room, 1));
        channel.digest(digest(room, 0, 3, 1));
        assertThat(early).isInstanceOf(Delivery.Held.class);
        assertThat(((Delivery.Held) early).pause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(roots(id).get(0).edits()).isZero();

        clock.forward(Duration.ofSeconds(10));
        assertThat(channel.deliver(item("root", room, 1))).isInstanceOf(Delivery.Delivered.class);
        channel.digest(digest(room, 3, 5, 1));
        assertThat(roots(id)).hasSize(1);
        assertThat(roots(id).get(0).edits()).isEqualTo(1);
        clock.forward(Duration.ofSeconds(15));
        channel.digest(digest(room, 5, 8, 1));
        assertThat(roots(id).get(0).edits()).isEqualTo(2);
    }

    @Test
    void aRootMessageThatWasDeletedIsPostedAnew() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        channel.deliver(item("opened", room, 1));
        String id = ownChannel(room);
        workspace.delete(id, roots(id).get(0).ts());
        clock.forward(Duration.ofSeconds(20));

        assertThat(channel.deliver(item("root", room, 1))).isInstanceOf(Delivery.Held.class);
        pass();
        assertThat(channel.digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Held.class);
        pass();
        assertThat(channel.digest(digest(room, 0, 3, 1))).isInstanceOf(Delivery.Delivered.class);

        assertThat(roots(id)).hasSize(1);
    }

    @Test
    void whatAnAdminHasToMendPausesTheChannelAndSaysWhatToDo() {
        String channel = workspace.channel("sec-incidents", true, user);
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel team = team(channel).channel();

        slack.refuses("auth.test", "token_revoked");
        assertPaused(team.deliver(item("opened", room, 1)), "STAKEOUT_SLACK_BOT_TOKEN");
        workspace.scopes("users:read,commands");
        assertPaused(team.deliver(item("opened", room, 1)), "chat:write, users:read.email");
        workspace.scopes("chat:write,users:read,users:read.email");
        workspace.archive(channel);
        assertPaused(team.deliver(item("opened", room, 1)), "archived");
        workspace.leave(channel, LoopbackWorkspace.BOT);
        assertPaused(team.deliver(item("opened", room, 1)), "has to be invited");
    }

    private static void assertPaused(Delivery delivery, String advice) {
        assertThat(delivery).isInstanceOf(Delivery.Paused.class);
        assertThat(((Delivery.Paused) delivery).why()).contains(advice);
    }

    @Test
    void anArchivedChannelOfOneIncidentStopsThatIncidentAlone() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        channel.deliver(item("opened", room, 1));
        workspace.archive(ownChannel(room));
        pass();

        Delivery delivery = channel.digest(digest(room, 0, 3, 1));

        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) delivery).why()).contains("Unarchive it");
    }

    @Test
    void whenSlackIsGoneNothingIsRefused() {
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        slack.goesDown();
        assertThat(channel.deliver(item("opened", room, 1))).isInstanceOf(Delivery.Paused.class);
        slack.comesBack();
        pass();
        assertThat(channel.deliver(item("opened", room, 1))).isInstanceOf(Delivery.Delivered.class);
    }

    @Test
    void aTeamIsToldOfASignalInItsChannelUnlessTheSuspectReadsThere() {
        String secops = workspace.channel("secops", true, user);
        IncidentView room = incident(Set.of(), "bert-jan");
        SlackChannel channel = own().channel();
        ObjectNode body = NotifyJson.object()
                .put("kind", "signal")
                .put("text", "key leaked <!here>")
                .put("team", "secops")
                .put("reason", "owns it")
                .put("incident", room.id());

        assertThat(channel.deliver(item("signal:1:1", room, body, "#secops", 1)))
                .isInstanceOf(Delivery.Delivered.class);
        assertThat(workspace.said(secops))
                .hasSize(1)
                .first()
                .satisfies(said -> assertThat(said.blocks().toString()).doesNotContain("<!here>"));

        workspace.person("U0BERT", "bert.jan", "Bert Jan", "bert.jan@example.org");
        workspace.join(secops, "U0BERT");
        pass();
        assertThat(channel.deliver(item("signal:2:1", room, body, "#secops", 1)))
                .isInstanceOf(Delivery.Refused.class);
        IncidentView restricted = incident(Set.of(operator.name()), "somebody");
        assertThat(channel.deliver(item("signal:3:1", restricted, body, secops, 1)))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(channel.deliver(item("signal:4:1", room, body, "#nowhere", 1)))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(workspace.said(secops)).hasSize(1);
    }
}
