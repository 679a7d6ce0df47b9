package io.stakeout.web.live;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.access.Actor;
import io.stakeout.access.Operator;
import io.stakeout.access.Role;
import io.stakeout.access.TestAccounts;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Activity;
import io.stakeout.incident.EntryLog;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Matched;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The live protocol over real sockets. */
@QuarkusTest
@WithPostgres
class RoomSocketTest {

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestAccounts accounts;

    @Inject
    Incidents incidents;

    @Inject
    EntryLog log;

    @Inject
    Rooms rooms;

    private Operator viewer;
    private long incident;
    private int events;

    @BeforeEach
    void aRoom() {
        viewer = accounts.fresh(Role.VIEWER);
        incident = open(Set.of());
    }

    /** A browser: remembers what it was told, in order. */
    private static final class Browser implements WebSocket.Listener {
        private final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
        private final StringBuilder part = new StringBuilder();
        private volatile int closed = -1;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = status;
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed = 1006;
        }

        /** Sequence numbers of all entries, in the order told. */
        List<Long> seqs() {
            return texts.stream()
                    .map(JsonPath::from)
                    .filter(json -> Set.of("snapshot", "batch").contains(json.getString("type")))
                    .flatMap(json -> json.getList("entries.seq", Long.class).stream())
                    .toList();
        }

        Stream<JsonPath> told(String type) {
            return texts.stream().map(JsonPath::from).filter(json -> type.equals(json.getString("type")));
        }
    }

    @Test
    void twoBrowsersSeeTheSameRowsInOrderAndOnce() {
        Browser one = browser(0);
        Browser two = browser(0);
        record(250);
        long head = head();
        await().until(() -> one.seqs().size() == head && two.seqs().size() == head);
        assertThat(one.seqs()).isEqualTo(upTo(head)).isEqualTo(two.seqs());
    }

    @Test
    void whoComesBackGetsWhatItMissedOnceAndInOrder() {
        Browser before = new Browser();
        WebSocket socket = connect(incident, TestAccounts.session(viewer), before);
        hello(socket, 0);
        record(20);
        long seen = head();
        await().until(() -> before.seqs().size() == seen);
        socket.abort();
        record(200);
        Browser after = browser(seen);
        record(5);
        long head = head();
        await().until(() -> after.seqs().size() == head - seen);
        assertThat(Stream.concat(before.seqs().stream(), after.seqs().stream()).toList())
                .isEqualTo(upTo(head));
    }

    @Test
    void aLongAbsenceGivesTheNewestAndRestHasTheOthers() {
        record(700);
        Browser late = browser(0);
        long head = head();
        await().until(() -> late.seqs().size() == 500);
        assertThat(late.seqs())
                .isEqualTo(LongStream.rangeClosed(head - 499, head).boxed().toList());
        JsonPath page = TestAccounts.as(viewer)
                .get("/api/incidents/" + incident + "/entries?after=0&limit=" + (head - 500))
                .jsonPath();
        assertThat(page.getList("entries.seq", Long.class)).isEqualTo(upTo(head - 500));
    }

    @Test
    void theBeatTellsHeadAndFreshness() {
        Browser browser = browser(0);
        record(1);
        await().atMost(Duration.ofSeconds(12))
                .until(() -> browser.told("beat").findAny().isPresent());
        JsonPath beat = browser.told("beat").reduce((a, b) -> b).orElseThrow();
        assertThat(beat.getLong("headSeq")).isEqualTo(head());
        assertThat(Instant.parse(beat.getString("newestEventTime"))).isEqualTo("2023-07-10T11:42:18Z");
        assertThat(beat.getMap("lag")).containsKeys("p50", "p95");
        assertThat(beat.getString("consumer.phase")).isEqualTo("OFF");
        assertThat(Instant.parse(beat.getString("consumer.since"))).isNotNull();
        assertThat(beat.getInt("consumer.refilling")).isZero();
        assertThat(beat.getInt("pipelineAlarms")).isZero();
        assertThat(beat.getList("lanes")).isNotNull();
        assertThat(browser.told("state").findAny()).isPresent();
    }

    /** The socket is never read: the kernel's buffers fill, then the queue, then the viewer is sent away. */
    @Test
    void aReaderThatDoesNotReadIsSentAwayAndTheOthersGoOn() throws Exception {
        Browser reader = browser(0);
        try (Socket lazy = rawSocket(TestAccounts.session(viewer))) {
            await().until(() -> reader.told("state")
                    .anyMatch(state -> state.getList("presence").size() == 1));
            long head = recordUntilGivenUp();
            await().atMost(Duration.ofSeconds(30)).until(() -> reader.seqs().size() == head);
            assertThat(reader.seqs()).isEqualTo(upTo(head));
            assertThat(lazy.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .as("what the network had taken before the connection was ended")
                    .isPositive();
        }
    }

    @Test
    void aDisabledOperatorLosesTheSocketWithinFiveSeconds() {
        Browser browser = new Browser();
        hello(connect(incident, TestAccounts.session(viewer), browser), 0);
        await().until(() -> !browser.texts.isEmpty());
        disable(viewer);
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.closed >= 0);
        assertThat(browser.told("bye").findFirst().orElseThrow().getString("reason"))
                .isEqualTo("signed-out");
        record(1);
        assertThat(browser.seqs()).doesNotContain(head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "role", "password"})
    void whateverEndsASessionEndsItsSocketWithinFiveSeconds(String how) {
        Browser browser = new Browser();
        String session = TestAccounts.session(viewer);
        hello(connect(incident, session, browser), 0);
        await().until(() -> !browser.texts.isEmpty());
        switch (how) {
            case "sign-out" ->
                TestAccounts.browser(session).post("/sign-out").then().statusCode(303);
            case "role" -> patch(viewer, Map.of("role", "responder"));
            default -> patch(viewer, Map.of("password", "another-good-password"));
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.closed >= 0);
        assertThat(browser.told("bye").findFirst().orElseThrow().getString("reason"))
                .isEqualTo("signed-out");
    }

    @Test
    void whoMayNoLongerSeeTheIncidentLosesTheSocket() {
        Browser browser = browser(0);
        await().until(() -> !browser.texts.isEmpty());
        Operator other = accounts.fresh(Role.RESPONDER);
        incidents.change(
                Actor.STAKEOUT,
                incident,
                new Incidents.Change(
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.of(Set.of(other.name()))));
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.closed >= 0);
        assertThat(browser.told("bye").findFirst().orElseThrow().getString("reason"))
                .isEqualTo("restricted");
    }

    @Test
    void aRestrictedRoomDoesNotExistForOthers() {
        long hidden = open(Set.of(accounts.fresh(Role.RESPONDER).name()));
        Browser browser = new Browser();
        connect(hidden, TestAccounts.session(viewer), browser);
        await().until(() -> browser.closed >= 0);
        assertThat(browser.told("bye").findFirst().orElseThrow().getString("reason"))
                .isEqualTo("not-found");
        assertThat(browser.seqs()).isEmpty();
    }

    @Test
    void anythingButOneHelloEndsTheConnection() {
        for (String text : List.of("{}", "x".repeat(10_000), "{\"type\":\"hello\",\"afterSeq\":-1}")) {
            Browser browser = new Browser();
            connect(incident, TestAccounts.session(viewer), browser).sendText(text, true);
            await().until(() -> browser.closed >= 0);
            assertThat(browser.seqs()).isEmpty();
        }
        Browser twice = new Browser();
        WebSocket socket = connect(incident, TestAccounts.session(viewer), twice);
        hello(socket, 0);
        hello(socket, 0);
        await().until(() -> twice.closed == 1008);
    }

    @Test
    void aSilentBrowserIsSentAwayAndSeesNothingOnceItsSessionHasEnded() {
        Browser silent = new Browser();
        String session = TestAccounts.session(viewer);
        WebSocket socket = connect(incident, session, silent);
        TestAccounts.browser(session).post("/sign-out").then().statusCode(303);
        hello(socket, 0);
        await().atMost(Duration.ofSeconds(5)).until(() -> silent.closed >= 0);
        assertThat(silent.seqs()).isEmpty();
    }

    @Test
    void whoNeverSaysHelloIsSentAway() {
        Browser mute = new Browser();
        connect(incident, TestAccounts.session(viewer), mute);
        await().atMost(Duration.ofSeconds(20)).until(() -> mute.closed >= 0);
        assertThat(mute.told("bye").findFirst().orElseThrow().getString("reason"))
                .isEqualTo("no-hello");
    }

    @Test
    void nobodyGetsInWithoutSignInOrFromAnotherSite() {
        assertThatThrownBy(() -> connect(incident, "no-session", new Browser())).hasStackTraceContaining("code 401");
        HttpClient client = HttpClient.newHttpClient();
        assertThatThrownBy(() -> client.newWebSocketBuilder()
                        .header("Cookie", "stakeout_session=" + TestAccounts.session(viewer))
                        .header("Origin", "https://evil.example")
                        .buildAsync(address(incident), new Browser())
                        .join())
                .hasStackTraceContaining("code 403");
    }

    private Browser browser(long afterSeq) {
        Browser browser = new Browser();
        hello(connect(incident, TestAccounts.session(viewer), browser), afterSeq);
        await().until(() -> browser.told("snapshot").findAny().isPresent());
        return browser;
    }

    private WebSocket connect(long id, String session, Browser browser) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", "stakeout_session=" + session)
                .header("Origin", "http://" + base.getAuthority())
                .buildAsync(address(id), browser)
                .join();
    }

    private static void hello(WebSocket socket, long afterSeq) {
        socket.sendText("{\"type\":\"hello\",\"afterSeq\":" + afterSeq + "}", true)
                .join();
    }

    private URI address(long id) {
        return URI.create("ws://" + base.getAuthority() + "/ws/incidents/" + id);
    }

    /** A handshake and a hello by hand, and then silence: a small receive buffer that nobody empties. */
    private Socket rawSocket(String session) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(base.getHost(), base.getPort()));
        OutputStream out = socket.getOutputStream();
        out.write(("GET /ws/incidents/" + incident + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nOrigin: http://"
                        + base.getAuthority() + "\r\nCookie: stakeout_session=" + session
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] status = in.readNBytes(12);
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
        byte[] hello = "{\"type\":\"hello\",\"afterSeq\":0}".getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | hello.length), 0, 0, 0, 0});
        out.write(hello);
        out.flush();
        return socket;
    }

    /** Records until the server has given the silent reader up; what waits for it stays bounded meanwhile. */
    private long recordUntilGivenUp() {
        for (int round = 0; round < 60 && !givenUp(); round++) {
            record(500);
            assertThat(waitingRows()).isLessThanOrEqualTo(2_000);
        }
        await().atMost(Duration.ofSeconds(20)).until(this::givenUp);
        return head();
    }

    private boolean givenUp() {
        return rooms.open().stream()
                .filter(room -> room.incident() == incident)
                .allMatch(room -> room.viewers().size() <= 1);
    }

    private long waitingRows() {
        return rooms.open().stream()
                .flatMap(room -> room.viewers().stream())
                .mapToLong(Viewer::waitingRows)
                .sum();
    }

    private void disable(Operator operator) {
        patch(operator, Map.of("disabled", true));
    }

    private void patch(Operator operator, Map<String, ?> change) {
        TestAccounts.as("admin", "first-admin-pass")
                .contentType("application/json")
                .body(change)
                .patch("/api/operators/" + operator.id())
                .then()
                .statusCode(200);
    }

    private long open(Set<String> restrictedTo) {
        Suspect suspect = Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null);
        return incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), restrictedTo, "person"))
                .id();
    }

    private void record(int many) {
        List<Matched> batch = LongStream.range(0, many)
                .mapToObj(n -> new Matched(activity("e" + events++), Set.of(incident)))
                .toList();
        log.record(batch);
    }

    private static Activity activity(String eventId) {
        String json =
                "{\"eventID\":\"" + eventId + "\",\"eventName\":\"GetUser\",\"eventSource\":\"iam.amazonaws.com\","
                        + "\"eventTime\":\"2023-07-10T11:42:18Z\",\"userAgent\":\"" + "u".repeat(800) + "\"}";
        CloudTrailRecord record = CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
        return Activity.of(record, Lane.CT, Instant.parse("2023-07-10T11:43:00Z"));
    }

    private long head() {
        return incidents.get(Actor.STAKEOUT, incident).headSeq();
    }

    private static List<Long> upTo(long head) {
        return LongStream.rangeClosed(1, head).boxed().toList();
    }
}
