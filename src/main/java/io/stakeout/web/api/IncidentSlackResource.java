package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.stakeout.notify.slack.SlackHolds;
import io.stakeout.notify.slack.SlackState;
import io.stakeout.web.security.CurrentActor;

/** How an incident stands in Slack, and the admin who lets go what is held back there. */
@Path("/api/incidents/{id}/slack")
@RolesAllowed("viewer")
@Blocking
public class IncidentSlackResource {

    /** @param told whether the incident's root message stands in Slack */
    public record SlackJson(
            boolean told,
            String channel,
            String channelName,
            List<String> heldBecauseOf,
            String held,
            Instant heldSince,
            String releasedBy,
            Instant releasedAt) {

        static SlackJson of(SlackState state) {
            return new SlackJson(
                    state.told(),
                    state.channel().orElse(null),
                    state.channelName().orElse(null),
                    state.heldBecauseOf(),
                    state.held().orElse(null),
                    state.heldSince().orElse(null),
                    state.releasedBy().orElse(null),
                    state.releasedAt().orElse(null));
        }

        static final SlackJson NOTHING = new SlackJson(false, null, null, List.of(), null, null, null, null);
    }

    /** Why it may be told all the same. */
    public record Release(String reason) {}

    private final SlackHolds holds;
    private final CurrentActor current;

    IncidentSlackResource(SlackHolds holds, CurrentActor current) {
        this.holds = holds;
        this.current = current;
    }

    @GET
    @Operation(
            summary = "How the incident stands in Slack",
            description =
                    "held says why nothing is told there, and heldBecauseOf because of which Slack users: they may be a"
                            + " suspect, may not see the incident, or can't be compared with the suspects.")
    public SlackJson state(@PathParam("id") String id) {
        return holds.state(current.get(), incident(id)).map(SlackJson::of).orElse(SlackJson.NOTHING);
    }

    @POST
    @Path("/release")
    @RolesAllowed("admin")
    @Operation(
            summary = "Lets it be told in Slack all the same",
            description =
                    "For those who are in the channel now and are named in heldBecauseOf; whoever comes later is looked"
                            + " at again. 409 when nothing is held back, or the incident is restricted. Audited.")
    public SlackJson release(@PathParam("id") String id, Release body) {
        String reason = Optional.ofNullable(body).map(Release::reason).orElse(null);
        return SlackJson.of(holds.release(current.get(), incident(id), reason));
    }

    private static long incident(String id) {
        return Ids.of("Incident", id);
    }
}
