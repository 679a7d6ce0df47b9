package io.stakeout.web.api;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;

import io.stakeout.Problem;
import io.stakeout.signal.finding.Trust;
import io.stakeout.signal.library.Library;
import io.stakeout.signal.library.Trial;

/** What is done when a detector says something, and a way to try it. */
@Path("/api/playbooks")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class PlaybooksResource {

    /**
     * One of event and signal.
     *
     * @param event as EventBridge brings it
     * @param signal the body of a risk score
     * @param trust signed, reread or stream; unless said, an event is from the stream and a signal is signed
     */
    public record TestBody(JsonNode event, JsonNode signal, String trust) {}

    private final Library library;
    private final Trial trial;
    private final Clock clock;

    PlaybooksResource(Library library, Trial trial, Clock clock) {
        this.library = library;
        this.trial = trial;
        this.clock = clock;
    }

    @GET
    public PlaybooksJson playbooks() {
        return PlaybooksJson.of(library, clock.instant());
    }

    @POST
    @Path("/test")
    @RolesAllowed("responder")
    @CustomDeserialization(StrictBody.class)
    public TrialJson test(@Valid @NotNull(message = IncidentsResource.MISSING) TestBody body) {
        if ((body.event() == null) == (body.signal() == null)) {
            throw Problem.invalid("Nothing to try", "Give one of event: {…} and signal: {…}.");
        }
        List<Trial.Outcome> outcomes = body.event() == null
                ? trial.risk(bytes(body.signal()), trust(body, Trust.SIGNED))
                : trial.event(bytes(body.event()), trust(body, Trust.STREAM));
        return new TrialJson(outcomes.stream().map(TrialJson.OutcomeJson::of).toList());
    }

    private static byte[] bytes(JsonNode json) {
        if (!json.isObject()) {
            throw Problem.invalid("Nothing to try", "An event and a signal are objects: {…}.");
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Trust trust(TestBody body, Trust otherwise) {
        if (body.trust() == null) {
            return otherwise;
        }
        return Arrays.stream(Trust.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(body.trust()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("Trust unknown", "trust: is one of signed, reread, stream."));
    }
}
