package io.stakeout.drill.cloud;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/** The cloud's one address: HTTP on loopback, on a free port. Requests are answered on workers of its own. */
public final class Endpoint implements AutoCloseable {

    /** The header in which the cast says where it calls from. */
    public static final String SOURCE_IP = "x-drill-source-ip";

    /** The header in which the cast says what it calls with: the SDK writes a {@code User-Agent} of its own. */
    public static final String USER_AGENT = "x-drill-user-agent";

    /** The header in which the cast says who of it calls; told by the journal only. */
    public static final String ACTOR = "x-drill-actor";

    private static final Logger LOG = Logger.getLogger(Endpoint.class);
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int WORKERS = 16;

    private final WorkerExecutor workers;
    private final HttpServer server;

    private Endpoint(WorkerExecutor workers, HttpServer server) {
        this.workers = workers;
        this.server = server;
    }

    /** Starts to listen; the caller keeps {@code vertx}. */
    public static Endpoint open(Vertx vertx, Front front) {
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("stakeout-drill-cloud", WORKERS, 3, TimeUnit.MINUTES);
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHandle100ContinueAutomatically(true));
        server.requestHandler(request -> receive(request, front, workers));
        server.listen().toCompletionStage().toCompletableFuture().join();
        return new Endpoint(workers, server);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private static void receive(HttpServerRequest request, Front front, WorkerExecutor workers) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= MOST_BYTES) {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(e ->
                LOG.debugf("drill-cloud-broken-request cause=%s", e.getClass().getSimpleName()));
        request.endHandler(end -> {
            if (body.length() > MOST_BYTES) {
                request.response().setStatusCode(413).end();
            } else {
                answer(request, body.getBytes(), front, workers);
            }
        });
    }

    private static void answer(HttpServerRequest request, byte[] body, Front front, WorkerExecutor workers) {
        Incoming incoming = incoming(request, body);
        workers.executeBlocking(() -> front.answer(incoming), false)
                .onSuccess(outgoing -> send(request, outgoing))
                .onFailure(e -> {
                    LOG.errorf(e, "drill-cloud-failure");
                    request.response().setStatusCode(500).end();
                });
    }

    private static void send(HttpServerRequest request, Outgoing outgoing) {
        request.response().setStatusCode(outgoing.status());
        outgoing.headers().forEach(request.response()::putHeader);
        request.response().end(Buffer.buffer(outgoing.body()));
    }

    private static Incoming incoming(HttpServerRequest request, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : request.headers().names()) {
            List<String> values = request.headers().getAll(name);
            headers.put(name, String.join(",", values));
        }
        String query = request.query() == null ? "" : request.query();
        return new Incoming(request.method().name(), request.path(), query, headers, body);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        workers.close();
    }
}
