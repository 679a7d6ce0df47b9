package io.stakeout.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.stakeout.Problem;
import io.stakeout.notify.slack.in.Answer;
import io.stakeout.notify.slack.in.Delivered;
import io.stakeout.notify.slack.in.HttpDoor;

/** Where Slack sends what people do there, under its signature. */
@Path("/api/slack")
@PermitAll
@Blocking
@Consumes(MediaType.WILDCARD)
public class SlackResource {

    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    private static final String SIGNATURE = "X-Slack-Signature";

    private final HttpDoor door;

    SlackResource(HttpDoor door) {
        this.door = door;
    }

    @POST
    @Path("/events")
    @Operation(
            summary = "What happens in the Slack workspace; signed by Slack, which also asks by it whether we are here")
    public CompletionStage<Response> event(
            @HeaderParam(TIMESTAMP) String timestamp, @HeaderParam(SIGNATURE) String signature, InputStream body) {
        return door.event(new Delivered(timestamp, signature, bounded(body))).thenApply(SlackResource::response);
    }

    @POST
    @Path("/commands")
    @Operation(summary = "The slash command /stakeout; signed by Slack, acknowledged at once and answered afterwards")
    public CompletionStage<Response> command(
            @HeaderParam(TIMESTAMP) String timestamp, @HeaderParam(SIGNATURE) String signature, InputStream body) {
        return door.command(new Delivered(timestamp, signature, bounded(body))).thenApply(SlackResource::response);
    }

    @POST
    @Path("/interactivity")
    @Operation(summary = "Buttons and dialogs in Slack; signed by Slack, acknowledged at once and done afterwards")
    public CompletionStage<Response> interaction(
            @HeaderParam(TIMESTAMP) String timestamp, @HeaderParam(SIGNATURE) String signature, InputStream body) {
        return door.interaction(new Delivered(timestamp, signature, bounded(body)))
                .thenApply(SlackResource::response);
    }

    private static Response response(Answer answer) {
        return answer.json()
                .map(json -> Response.ok(json, MediaType.APPLICATION_JSON_TYPE))
                .orElseGet(Response::ok)
                .build();
    }

    /** Reads one byte more than it may have, and no further. */
    private static byte[] bounded(InputStream body) {
        try {
            byte[] read = body.readNBytes(Delivered.MOST_BYTES + 1);
            if (read.length > Delivered.MOST_BYTES) {
                throw Problem.of(
                        Problem.Kind.TOO_LARGE,
                        "Body too large",
                        "The body is larger than " + Delivered.MOST_BYTES / 1024 + " KB; nothing was done.");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("a request of Slack's was cut off", e);
        }
    }
}
