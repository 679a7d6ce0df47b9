package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.RestQuery;

import io.stakeout.audit.AuditTrail;
import io.stakeout.web.security.CurrentActor;

/** The record of who did what; for admins. */
@Path("/api/audit")
@RolesAllowed("admin")
@Blocking
public class AuditResource {

    /**
     * A line of the record.
     *
     * @param restricted whether details are withheld, because the incident is restricted to others
     */
    public record Line(
            String id,
            Instant at,
            String actor,
            String role,
            String action,
            String subject,
            @JsonRawValue String details,
            boolean restricted,
            String prevHash,
            String hash) {

        static Line of(AuditTrail.Entry entry) {
            return new Line(
                    String.valueOf(entry.id()),
                    entry.at(),
                    entry.actor(),
                    entry.role(),
                    entry.action(),
                    entry.subject(),
                    entry.details().orElse(null),
                    entry.details().isEmpty(),
                    entry.prevHash(),
                    entry.hash());
        }
    }

    /** Whether the record is whole; {@code brokenAt} is the id of the first line that was tampered with. */
    public record Verdict(
            boolean ok,
            long lines,
            @JsonInclude(JsonInclude.Include.NON_NULL) String brokenAt,
            String head) {}

    private final AuditTrail trail;
    private final CurrentActor current;

    AuditResource(AuditTrail trail, CurrentActor current) {
        this.trail = trail;
        this.current = current;
    }

    @GET
    public List<Line> list(@RestQuery String after, @RestQuery String limit) {
        Paging paging = Paging.of(after, limit == null ? "100" : limit, AuditTrail.LONGEST_PAGE);
        return trail.after(current.get(), paging.after(), paging.limit()).stream()
                .map(Line::of)
                .toList();
    }

    @GET
    @Path("/verify")
    public Verdict verify() {
        AuditTrail.Verdict verdict = trail.verify();
        return new Verdict(
                verdict.ok(),
                verdict.lines(),
                verdict.brokenAt().map(String::valueOf).orElse(null),
                verdict.head());
    }
}
