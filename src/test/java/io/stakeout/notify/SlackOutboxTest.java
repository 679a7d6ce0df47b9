package io.stakeout.notify;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.Told;
import io.stakeout.notify.news.Why;
import io.stakeout.notify.slack.LoopbackSlack;
import io.stakeout.notify.slack.LoopbackWorkspace.Said;
import io.stakeout.notify.slack.SlackConfigOf;
import io.stakeout.notify.slack.SlackUnderTest;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** Slack and the outbox together, by a clock of their own: hours of silence, and processes that end at the worst moment. */
@QuarkusTest
@WithPostgres
@TestProfile(WithListener.class)
class SlackOutboxTest {

    @Inject
    Stage stage;

    @Inject
    SlackUnderTest slackUnderTest;

    private final StillClock clock = new StillClock();
    private final LoopbackSlack slack = new LoopbackSlack(clock);
    private final String team = slack.workspace().channel("sec-incidents", true);

    private record Settings(URI address, String channel) implements SlackConfigOf {

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(address);
        }

        @Override
        public Place place() {
            return Place.TEAM_CHANNEL;
        }

        @Override
        public Optional<String> teamChannel() {
            return Optional.of(channel);
        }
    }

    @AfterEach
    void close() {
        slack.close();
    }

    /** As another process has it, under a name of this test's own, so that rows of other tests aren't taken. */
    private Channel channel(String name) {
        Channel made =
                slackUnderTest.made(new Settings(slack.endpoint(), team), clock).channel();
        return new Named(name, made);
    }

    private record Named(String name, Channel channel) implements Channel {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public List<Draft> about(News news) {
            return channel.about(news);
        }

        @Override
        public Delivery deliver(Item item) {
            return channel.deliver(item);
        }

        @Override
        public Optional<StreamTerms> stream() {
            return channel.stream();
        }

        @Override
        public Delivery digest(Digest digest) {
            return channel.digest(digest);
        }
    }

    private static Room room(long incident) {
        return new Room(
                incident, "Leaked key", io.stakeout.incident.Severity.HIGH, "watching", List.of(), 0, false, Set.of());
    }

    private void opened(Channel channel, long incident) {
        tell(channel, new News.Opened(room(incident), new Told(1, clock.instant(), "somebody", "opened it")));
    }

    private void line(Channel channel, long incident, long seq) {
        Told told = new Told(seq, clock.instant(), "", "eve created a user");
        tell(channel, new News.Telling(room(incident), told, Set.of(Why.FIRST_WRITE), 0));
    }

    private void tell(Channel channel, News news) {
        channel.about(news).forEach(draft -> stage.put(channel, news, draft, clock));
    }

    private void calls(long incident, int from, int to) {
        stage.record(IntStream.range(from, to)
                .mapToObj(n -> Stage.call(incident, "s" + incident + "-" + n, "CreateUser", "203.0.113.7"))
                .toList());
    }

    /** Until there is nothing to do, or Slack wants its pause. */
    private void run(Channel channel) {
        ItemRound items = stage.items(channel, clock, 5);
        DigestRound logs = stage.logs(channel, clock, 5);
        for (int second = 0; second < 5; second++) {
            items.run();
            logs.run();
            clock.advance(Duration.ofSeconds(2));
        }
    }

    private List<Said> replies() {
        return slack.workspace().said(team).stream().filter(Said::reply).toList();
    }

    private List<Said> roots() {
        return slack.workspace().said(team).stream()
                .filter(said -> !said.reply())
                .toList();
    }

    @Test
    void anHourOfSilenceEndsInOneDigestAndNotInThreeHundredMessages() {
        Channel channel = channel("slackhour");
        long incident = stage.open(Set.of());
        stage.follow(channel, incident, clock);
        opened(channel, incident);
        run(channel);
        assertThat(roots()).hasSize(1);
        slack.goesDown();

        for (int n = 0; n < 300; n++) {
            calls(incident, n, n + 1);
            line(
                    channel,
                    incident,
                    stage.incidents()
                            .get(io.stakeout.access.Actor.STAKEOUT, incident)
                            .headSeq());
            clock.advance(Duration.ofSeconds(2));
            if (n % 10 == 0) {
                run(channel);
            }
        }
        clock.advance(Duration.ofMinutes(45));
        slack.comesBack();
        run(channel);
        run(channel);

        assertThat(stage.rows(channel))
                .noneMatch(row -> row.startsWith("dead"))
                .noneMatch(row -> row.startsWith("waiting"));
        assertThat(roots()).hasSize(1);
        assertThat(replies()).hasSize(1);
        assertThat(replies().get(0).text()).contains("300 calls");
        assertThat(replies().get(0).blocks().toString())
                .contains("did not answer", "×60", "and 242 more", "rows 1 to 302");
    }

    @Test
    void whoDiesBetweenCommitAndDeliveryHasItToldByTheNext() {
        Channel channel = channel("slackcommit");
        long incident = stage.open(Set.of());
        opened(channel, incident);
        stage.items(channel, clock, 5).claim();
        clock.advance(Duration.ofMinutes(2));

        run(channel("slackcommit"));

        assertThat(roots()).hasSize(1);
        assertThat(stage.rows(channel)).containsExactly("delivered 2");
    }

    @Test
    void whoDiesBetweenDeliveryAndItsNoteHasNothingToldTwice() {
        Channel channel = channel("slackack");
        long incident = stage.open(Set.of());
        stage.follow(channel, incident, clock);
        opened(channel, incident);
        ItemRound dies = stage.items(channel, clock, 5);
        dies.claim().forEach(dies::deliver);
        assertThat(roots()).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        run(channel("slackack"));
        assertThat(roots()).as("the root message").hasSize(1);

        line(channel, incident, 1);
        ItemRound second = stage.items(channel, clock, 5);
        second.claim().forEach(second::deliver);
        calls(incident, 0, 30);
        clock.advance(Duration.ofMinutes(2));
        DigestRound logs = stage.logs(channel, clock, 5);
        DigestRound.Due due = logs.claim().orElseThrow();
        assertThat(logs.deliver(due)).isInstanceOf(Delivery.Delivered.class);
        assertThat(replies())
                .as("the digest of the opening; a line and a digest, neither noted")
                .hasSize(3);
        calls(incident, 30, 40);
        clock.advance(Duration.ofMinutes(2));

        run(channel("slackack"));
        run(channel("slackack"));

        assertThat(roots()).hasSize(1);
        assertThat(replies()).extracting(Said::key).doesNotHaveDuplicates();
        assertThat(replies()).hasSize(3);
        assertThat(replies()).anySatisfy(said -> {
            assertThat(said.text()).contains("40 calls");
            assertThat(said.edits()).isEqualTo(1);
        });
    }

    @Test
    void whenSlackAsksToSlowDownNothingIsSentAndAllIsCounted() {
        Channel channel = channel("slackslow");
        long incident = stage.open(Set.of());
        stage.follow(channel, incident, clock);
        opened(channel, incident);
        run(channel);
        slack.limits("chat.postMessage", 90);
        calls(incident, 0, 30);
        clock.advance(Duration.ofSeconds(60));
        stage.logs(channel, clock, 5).run();
        int before = slack.heard().size();
        Instant limited = clock.instant();

        calls(incident, 30, 60);
        while (clock.instant().isBefore(limited.plusSeconds(80))) {
            run(channel);
        }
        assertThat(slack.heard()).as("nothing before the time is over").hasSize(before);
        clock.advance(Duration.ofSeconds(15));
        run(channel);

        assertThat(replies()).hasSize(1);
        assertThat(replies().get(0).text()).contains("60 calls");
        assertThat(replies().get(0).blocks().toString()).contains("asked us to slow down");
    }
}
