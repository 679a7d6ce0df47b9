package io.stakeout.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;

import io.stakeout.Problem;
import io.stakeout.incident.ActivityFilter;
import io.stakeout.incident.EntryLine;
import io.stakeout.incident.RoomVisits;
import io.stakeout.incident.Timeline;
import io.stakeout.web.security.CurrentActor;

/** What a room shows, by sequence: for refills, for scripts, and a single record in full. */
@Path("/api/incidents/{id}")
@RolesAllowed("viewer")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class RoomResource {

    private static final Set<String> PAGING = Set.of("after", "limit");

    private final Timeline timeline;
    private final RoomVisits visits;
    private final CurrentActor current;

    RoomResource(Timeline timeline, RoomVisits visits, CurrentActor current) {
        this.timeline = timeline;
        this.visits = visits;
        this.current = current;
    }

    @GET
    @Path("/entries")
    public String entries(
            @PathParam("id") String id, @QueryParam("after") String after, @QueryParam("limit") String limit) {
        Paging paging = Paging.of(after, limit, Timeline.MOST_PER_PAGE);
        visits.enter(current.get(), id(id));
        return page("entries", timeline.entries(current.get(), id(id), paging.after(), paging.limit()));
    }

    @GET
    @Path("/activity")
    public String activity(
            @PathParam("id") String id,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit, Timeline.MOST_PER_PAGE);
        ActivityFilter filter = ActivityFilter.of(filters(uri));
        visits.enter(current.get(), id(id));
        return page("rows", timeline.activities(current.get(), id(id), paging.after(), paging.limit(), filter));
    }

    @GET
    @Path("/activity/{eventId}")
    @Operation(
            summary = "The whole record, secrets redacted",
            description = "When another lane brought the event too, or CloudTrail corrected it, a last member stakeout"
                    + " tells it: {arrivals: [{seq, lane, arrivedAt}], addenda: [{seq, lane, arrivedAt, record}]}, the"
                    + " first arrival included. The look is audited.")
    public byte[] record(@PathParam("id") String id, @PathParam("eventId") String eventId) {
        if (eventId.indexOf('\0') >= 0) {
            throw Problem.notFound("Activity", "No event has such an id.");
        }
        return timeline.record(current.get(), id(id), eventId);
    }

    private static Map<String, List<String>> filters(UriInfo uri) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!PAGING.contains(name)) {
                filters.put(
                        name,
                        values.stream().map(value -> value.replace("\0", "")).toList());
            }
        });
        return filters;
    }

    /** The lines are JSON already; they are joined, not parsed again. */
    private static String page(String name, Timeline.Page page) {
        String lines = page.entries().stream().map(EntryLine::json).collect(Collectors.joining(","));
        return "{\"" + name + "\":[" + lines + "],\"headSeq\":" + page.headSeq() + "}";
    }

    private static long id(String id) {
        return Ids.of("Incident", id);
    }
}
