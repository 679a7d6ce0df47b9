package io.stakeout.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;
import org.jboss.resteasy.reactive.ResponseStatus;

import io.stakeout.access.ApiToken;
import io.stakeout.access.Tokens;
import io.stakeout.web.security.CurrentActor;

/** API tokens: everybody's own; an admin sees and deletes all. */
@Path("/api/tokens")
@RolesAllowed("viewer")
@Blocking
public class TokensResource {

    /**
     * A token as the API shows it.
     *
     * @param token the secret, in the answer to its creation only
     */
    public record View(
            String id,
            String name,
            String role,
            String owner,
            Instant createdAt,
            Instant expiresAt,
            Instant lastUsed,
            @JsonInclude(JsonInclude.Include.NON_NULL) String token) {

        static View of(ApiToken token) {
            return of(token, null);
        }

        static View of(ApiToken token, String secret) {
            return new View(
                    String.valueOf(token.id()),
                    token.name(),
                    token.role().id(),
                    token.owner(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsed().orElse(null),
                    secret);
        }

        @Override
        public String toString() {
            return "View[id=" + id + ", name=" + name + "]";
        }
    }

    /** A token to be made. */
    public record Create(
            @NotNull(message = "is missing; give a name")
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
                    message = "has letters, digits, dot, _ and -, 64 characters at most")
            String name,

            @NotNull(message = "is missing; give viewer, responder, approver or admin")
            String role,

            Instant expiresAt) {}

    private final Tokens tokens;
    private final CurrentActor current;

    TokensResource(Tokens tokens, CurrentActor current) {
        this.tokens = tokens;
        this.current = current;
    }

    @GET
    public List<View> list() {
        return tokens.list(current.get()).stream().map(View::of).toList();
    }

    @POST
    @ResponseStatus(201)
    @CustomDeserialization(StrictBody.class)
    public View create(@Valid @NotNull(message = "the body is missing; send JSON") Create body) {
        ApiToken.Issued issued = tokens.create(
                current.signedIn(), body.name(), Ids.role(body.role()), Optional.ofNullable(body.expiresAt()));
        return View.of(issued.token(), issued.secret());
    }

    @DELETE
    @Path("/{id}")
    public void delete(String id) {
        tokens.delete(current.get(), Ids.of("Token", id));
    }
}
