package io.stakeout.notify.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Whoever a webhook tells: keeps what came, and answers as a test wants it. */
final class Receiver implements AutoCloseable {

    record Post(Map<String, List<String>> headers, byte[] bytes) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            try {
                return JsonMapper.shared.readTree(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(new String(bytes, StandardCharsets.UTF_8), e);
            }
        }

        Stream<JsonNode> events() {
            return StreamSupport.stream(json().path("events").spliterator(), false);
        }
    }

    /** @param header name and value of one, or nothing */
    record Answer(int status, String... header) {}

    private static final class JsonMapper {
        private static final com.fasterxml.jackson.databind.ObjectMapper shared =
                com.fasterxml.jackson.databind.json.JsonMapper.builder().build();
    }

    final List<Post> posts = new CopyOnWriteArrayList<>();
    final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private void take(HttpExchange exchange) throws IOException {
        posts.add(
                new Post(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
        Answer answer = answers.poll();
        if (answer != null && answer.header().length == 2) {
            exchange.getResponseHeaders().add(answer.header()[0], answer.header()[1]);
        }
        exchange.sendResponseHeaders(answer == null ? 204 : answer.status(), -1);
        exchange.close();
    }

    Stream<JsonNode> events() {
        return posts.stream().flatMap(Post::events);
    }

    /** Waits until there is one. */
    JsonNode event(Predicate<JsonNode> wanted) {
        return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (true) {
                var found = events().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                Thread.onSpinWait();
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
