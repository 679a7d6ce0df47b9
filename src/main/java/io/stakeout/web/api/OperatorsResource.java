package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.ResponseStatus;

import io.stakeout.access.NewOperator;
import io.stakeout.access.Operator;
import io.stakeout.access.OperatorChange;
import io.stakeout.access.Operators;
import io.stakeout.web.security.CurrentActor;

/** The people who may sign in; for admins. */
@Path("/api/operators")
@RolesAllowed("admin")
@Blocking
public class OperatorsResource {

    /** An operator as the API shows it. */
    public record View(
            String id,
            String name,
            String displayName,
            String role,
            boolean disabled,
            boolean breakGlass,
            List<String> awsPrincipals,
            String slackUserId,
            Instant createdAt,
            String createdBy,
            Instant changedAt,
            String changedBy) {

        static View of(Operator o) {
            return new View(
                    String.valueOf(o.id()),
                    o.name(),
                    o.displayName(),
                    o.role().id(),
                    o.disabled(),
                    o.breakGlass(),
                    o.awsPrincipals(),
                    o.slackUserId().orElse(null),
                    o.createdAt(),
                    o.createdBy(),
                    o.changedAt(),
                    o.changedBy());
        }
    }

    /** An operator to be made. */
    public record Create(
            @NotNull(message = "is missing; give a name")
            @Pattern(
                    regexp = NewOperator.NAME,
                    message = "starts with a small letter and goes on with small letters, digits, dot, _ or -,"
                            + " 64 characters at most")
            String name,

            @Size(max = 200, message = "is longer than 200 characters; shorten it")
            String displayName,

            @NotNull(message = "is missing; give viewer, responder, approver or admin")
            String role,

            @NotNull(message = "is missing; give 12 to 72 bytes")
            String password,

            boolean breakGlass,

            @Size(max = 50, message = "holds more than 50; keep the person's own")
            List<
                            @NotNull(message = "holds null; leave it out")
                            @Size(
                                    min = 1,
                                    max = 2048,
                                    message = "holds an ARN that is empty or longer than 2048 characters; correct it")
                            String>
                    awsPrincipals,

            @Pattern(regexp = "[A-Z0-9]{0,32}", message = "is a Slack member id such as U012AB3CD")
            String slackUserId) {

        NewOperator wanted() {
            return new NewOperator(
                    name,
                    displayName,
                    Ids.role(role),
                    password,
                    breakGlass,
                    Optional.ofNullable(awsPrincipals).orElse(List.of()),
                    Optional.ofNullable(slackUserId).filter(s -> !s.isEmpty()));
        }

        @Override
        public String toString() {
            return "Create[name=" + name + "]";
        }
    }

    /** What is to be changed; what is left out stays. */
    public record Change(
            @Size(min = 1, max = 200, message = "is empty or longer than 200 characters; correct it")
            String displayName,

            String role,
            Boolean disabled,
            Boolean breakGlass,

            @Size(max = 50, message = "holds more than 50; keep the person's own")
            List<
                            @NotNull(message = "holds null; leave it out")
                            @Size(
                                    min = 1,
                                    max = 2048,
                                    message = "holds an ARN that is empty or longer than 2048 characters; correct it")
                            String>
                    awsPrincipals,

            @Pattern(regexp = "[A-Z0-9]{0,32}", message = "is a Slack member id such as U012AB3CD")
            String slackUserId,

            String password) {

        OperatorChange wanted() {
            return new OperatorChange(
                    Optional.ofNullable(displayName),
                    Optional.ofNullable(role).map(Ids::role),
                    Optional.ofNullable(disabled),
                    Optional.ofNullable(breakGlass),
                    Optional.ofNullable(awsPrincipals),
                    Optional.ofNullable(slackUserId),
                    Optional.ofNullable(password));
        }

        @Override
        public String toString() {
            return "Change";
        }
    }

    private final Operators operators;
    private final CurrentActor current;

    OperatorsResource(Operators operators, CurrentActor current) {
        this.operators = operators;
        this.current = current;
    }

    @GET
    public List<View> list() {
        return operators.list().stream().map(View::of).toList();
    }

    @POST
    @ResponseStatus(201)
    @CustomDeserialization(StrictBody.class)
    public View create(@Valid @NotNull(message = "the body is missing; send JSON") Create body) {
        return View.of(operators.create(current.get(), body.wanted()));
    }

    @PATCH
    @Path("/{id}")
    @CustomDeserialization(StrictBody.class)
    public View change(String id, @Valid @NotNull(message = "the body is missing; send JSON") Change body) {
        return View.of(operators.change(current.get(), Ids.of("Operator", id), body.wanted()));
    }
}
