package io.stakeout.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import io.stakeout.Problem;
import io.stakeout.signal.Delivery;
import io.stakeout.signal.SignalReader;
import io.stakeout.signal.Told;
import io.stakeout.signal.Webhook;
import io.stakeout.web.security.CurrentActor;

/** Where detectors tell signals, each under its own signature, and where people and scripts read what became of them. */
@Path("/api/signals")
@Blocking
public class SignalsResource {

    private static final String SOURCE = "X-Stakeout-Source";
    private static final String TIMESTAMP = "X-Stakeout-Timestamp";
    private static final String SIGNATURE = "X-Stakeout-Signature";

    private final Webhook webhook;
    private final SignalReader signals;
    private final CurrentActor current;

    SignalsResource(Webhook webhook, SignalReader signals, CurrentActor current) {
        this.webhook = webhook;
        this.signals = signals;
        this.current = current;
    }

    @POST
    @Path("/risk")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public Response risk(
            @HeaderParam(SOURCE) String source,
            @HeaderParam(TIMESTAMP) String timestamp,
            @HeaderParam(SIGNATURE) String signature,
            InputStream body) {
        return accepted(webhook.risk(new Delivery(source, timestamp, signature, bounded(body))));
    }

    @POST
    @Path("/eventbridge")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public Response event(
            @HeaderParam(SOURCE) String source,
            @HeaderParam(TIMESTAMP) String timestamp,
            @HeaderParam(SIGNATURE) String signature,
            InputStream body) {
        return accepted(webhook.event(new Delivery(source, timestamp, signature, bounded(body))));
    }

    @GET
    @RolesAllowed("viewer")
    public List<SignalJson> list(@RestQuery String after, @RestQuery String limit) {
        Paging paging = Paging.of(after, limit == null ? "100" : limit, SignalReader.MOST_PER_PAGE);
        return signals.after(current.get(), paging.after(), paging.limit()).stream()
                .map(SignalJson::of)
                .toList();
    }

    @GET
    @Path("/{id: \\d{1,18}}")
    @RolesAllowed("viewer")
    public SignalJson get(@RestPath String id) {
        return SignalJson.of(signals.get(current.get(), Ids.of("Signal", id)));
    }

    private static Response accepted(Told told) {
        return Response.accepted(SignalJson.Answer.of(told)).build();
    }

    /** Reads one byte more than it may have, and no further. */
    private static byte[] bounded(InputStream body) {
        try {
            byte[] read = body.readNBytes(Delivery.MOST_BYTES + 1);
            if (read.length > Delivery.MOST_BYTES) {
                throw Problem.of(
                        Problem.Kind.TOO_LARGE,
                        "Body too large",
                        "The body is larger than " + Delivery.MOST_BYTES / 1024 + " KB; nothing was done.");
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("a signal was cut off", e);
        }
    }
}
