package io.stakeout.notify.slack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Slack's Web API on loopback: real shapes, real refusals, a workspace that remembers. It keeps every call with its time,
 * and can be made to refuse, to be slow, to hang up before or after it has done what it was asked, or to be gone.
 */
public final class LoopbackSlack implements AutoCloseable {

    public static final String TOKEN = "xoxb-loopback-token";
    public static final String APP_TOKEN = "xapp-loopback-token";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESERVED = "test.loopback-slack.port";

    /** A call as it arrived; {@code at} by the injected clock. */
    public record Heard(String method, Map<String, String> arguments, Instant at, boolean ok, JsonNode answer) {

        public String argument(String name) {
            return arguments.getOrDefault(name, "");
        }
    }

    private interface Fault {
        /**
         * @param done does the call, and notes it
         * @param undone notes that it wasn't done; before the answer, since whoever has it may look at once
         * @return whether the call is answered by it
         */
        boolean answer(HttpExchange exchange, Supplier<JsonNode> done, Runnable undone) throws IOException;
    }

    private final Clock clock;
    private final LoopbackWorkspace workspace;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<String, Fault> lasting = new HashMap<>();
    private HttpServer server;
    private int port;

    public LoopbackSlack() {
        this(Clock.systemUTC());
    }

    public LoopbackSlack(Clock clock) {
        this(clock, 0);
    }

    private LoopbackSlack(Clock clock, int port) {
        this.clock = clock;
        this.port = port;
        this.workspace = new LoopbackWorkspace(clock);
        start();
    }

    /** On the port that the application was told when it was started, see {@link #reserved}. */
    public static LoopbackSlack whereTheApplicationCalls() {
        return new LoopbackSlack(Clock.systemUTC(), reservedPort());
    }

    /** An endpoint for the configuration of an application that is started before its Slack is. */
    public static URI reserved() {
        return URI.create("http://127.0.0.1:" + reservedPort() + "/api/");
    }

    /** One port for all tests: kept where class loaders share it. */
    private static synchronized int reservedPort() {
        String known = System.getProperty(RESERVED);
        if (known == null) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                known = Integer.toString(free.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty(RESERVED, known);
        }
        return Integer.parseInt(known);
    }

    /** A {@code response_url}: what is said there is heard as {@code response/WHOSE}. */
    public static String responseUrl(String whose) {
        return reserved().resolve("response/" + whose).toString();
    }

    /** What {@code stakeout.slack.endpoint} is set to. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port + "/api/");
    }

    public LoopbackWorkspace workspace() {
        return workspace;
    }

    public synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    public List<Heard> heard(String method) {
        return heard(call -> call.method().equals(method));
    }

    public List<Heard> heard(Predicate<Heard> which) {
        return heard().stream().filter(which).toList();
    }

    /** What is in the workspace stays; what was heard and what was to go wrong is forgotten. */
    public synchronized void forget() {
        heard.clear();
        faults.clear();
        lasting.clear();
    }

    /** The next call of the method is refused by HTTP 429. */
    public void limits(String method, int retryAfterSeconds) {
        next(method, limit(retryAfterSeconds));
    }

    /** Every call of the method is refused by HTTP 429, until {@link #recovers}. */
    public synchronized void keepsLimiting(String method, int retryAfterSeconds) {
        lasting.put(method, limit(retryAfterSeconds));
    }

    /** The next call of the method is answered by {@code ok: false}. */
    public void refuses(String method, String error) {
        next(method, refusal(error, null, null));
    }

    public void lacksScope(String method, String needed, String provided) {
        next(method, refusal("missing_scope", needed, provided));
    }

    /** Every call of the method is answered by {@code ok: false}, until {@link #recovers}. */
    public synchronized void keepsRefusing(String method, String error) {
        lasting.put(method, refusal(error, null, null));
    }

    /** Every call of the method is answered by this status and no JSON, until {@link #recovers}. */
    public synchronized void keepsFailing(String method, int status) {
        lasting.put(method, (exchange, done, undone) -> {
            undone.run();
            exchange.sendResponseHeaders(status, -1);
            return true;
        });
    }

    public synchronized void recovers(String method) {
        lasting.remove(method);
        faults.remove(method);
    }

    /** The next call of the method is done, and the connection breaks before the answer: nobody knows that it was. */
    public void losesAnswer(String method) {
        next(method, (exchange, done, undone) -> {
            done.get();
            return true;
        });
    }

    /** The next call of the method breaks before it is done. */
    public void losesCall(String method) {
        next(method, (exchange, done, undone) -> {
            undone.run();
            return true;
        });
    }

    /**
     * The next call of the method is held before it is done.
     *
     * @return counts down to let it go on
     */
    public CountDownLatch holds(String method) {
        CountDownLatch gate = new CountDownLatch(1);
        next(method, (exchange, done, undone) -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        return gate;
    }

    /** Answers of every call of the method come this much later. */
    public synchronized void slows(String method, Duration latency) {
        CountDownLatch never = new CountDownLatch(1);
        lasting.put(method, (exchange, done, undone) -> {
            try {
                never.await(latency.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
    }

    /** Nobody listens any more: connections are refused. */
    public void goesDown() {
        server.stop(0);
    }

    /** On the same port again, with the workspace that was. */
    public void comesBack() {
        start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/api/", this::answer);
        server.start();
    }

    private synchronized void next(String method, Fault fault) {
        faults.computeIfAbsent(method, m -> new ArrayDeque<>()).add(fault);
    }

    private synchronized Optional<Fault> fault(String method) {
        Deque<Fault> waiting = faults.getOrDefault(method, new ArrayDeque<>());
        return Optional.ofNullable(waiting.poll()).or(() -> Optional.ofNullable(lasting.get(method)));
    }

    private static Fault limit(int retryAfterSeconds) {
        return (exchange, done, undone) -> {
            undone.run();
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(retryAfterSeconds));
            send(exchange, 429, JSON.createObjectNode().put("ok", false).put("error", "ratelimited"));
            return true;
        };
    }

    private static Fault refusal(String error, String needed, String provided) {
        return (exchange, done, undone) -> {
            undone.run();
            ObjectNode node = JSON.createObjectNode().put("ok", false).put("error", error);
            if (needed != null) {
                node.put("needed", needed).put("provided", provided);
            }
            send(exchange, 200, node);
            return true;
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestURI().getPath().substring("/api/".length());
            Map<String, String> arguments = LoopbackForm.read(exchange, JSON);
            Instant at = clock.instant();
            Optional<Fault> fault = fault(method);
            Supplier<JsonNode> done = () -> {
                JsonNode answer = done(exchange, method, arguments);
                keep(new Heard(method, arguments, at, answer.path("ok").asBoolean(), answer));
                return answer;
            };
            Runnable undone = () -> keep(new Heard(method, arguments, at, false, JSON.createObjectNode()));
            if (fault.isEmpty() || !fault.get().answer(exchange, done, undone)) {
                send(exchange, 200, done.get());
            }
        }
    }

    private synchronized void keep(Heard call) {
        heard.add(call);
    }

    private JsonNode done(HttpExchange exchange, String method, Map<String, String> arguments) {
        if (method.startsWith("response/")) {
            return JSON.createObjectNode().put("ok", true);
        }
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        String wanted = method.equals("apps.connections.open") ? APP_TOKEN : TOKEN;
        if (!authorization.equals("Bearer " + wanted) && !wanted.equals(arguments.get("token"))) {
            return LoopbackWorkspace.error(authorization.isEmpty() ? "not_authed" : "invalid_auth");
        }
        exchange.getResponseHeaders().set("X-OAuth-Scopes", workspace.scopes());
        return workspace.call(method, arguments);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
