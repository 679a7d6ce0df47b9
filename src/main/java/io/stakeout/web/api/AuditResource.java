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

import io.stakeout.audit.Anchor;
import io.stakeout.audit.AuditTrail;
import io.stakeout.audit.Flaw;
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

    /**
     * Whether the record is whole.
     *
     * @param brokenAt id of the first line that was tampered with
     * @param reason what is wrong, for example {@code changed}: {@link Flaw}
     * @param lastGoodAnchor until then the record is what it was
     * @param contradicted the first anchor that the record doesn't satisfy
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verdict(
            boolean ok,
            long lines,
            String brokenAt,
            String head,
            String reason,
            AnchorJson lastGoodAnchor,
            AnchorJson contradicted) {

        static Verdict of(AuditTrail.Verdict verdict) {
            return new Verdict(
                    verdict.ok(),
                    verdict.lines(),
                    verdict.brokenAt().map(String::valueOf).orElse(null),
                    verdict.head(),
                    verdict.flaw().map(Flaw::id).orElse(null),
                    verdict.lastGoodAnchor().map(AnchorJson::of).orElse(null),
                    verdict.contradicted().map(AnchorJson::of).orElse(null));
        }
    }

    /** How many lines the record had at a moment, and the hash of the newest. */
    public record AnchorJson(Instant at, long lines, String head) {

        static AnchorJson of(Anchor anchor) {
            return new AnchorJson(anchor.at(), anchor.lines(), anchor.head());
        }
    }

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
        return Verdict.of(trail.verify());
    }
}
