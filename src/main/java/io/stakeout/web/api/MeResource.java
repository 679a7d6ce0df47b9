package io.stakeout.web.api;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;

import io.stakeout.Mode;
import io.stakeout.Problem;
import io.stakeout.access.Actor;
import io.stakeout.access.Credential;
import io.stakeout.access.Operator;
import io.stakeout.access.Operators;
import io.stakeout.access.PasswordSignIn;
import io.stakeout.access.SignedIn;
import io.stakeout.web.security.CurrentActor;
import io.stakeout.web.security.RemoteAddress;

/** Who is signed in, and the own password. */
@Path("/api/me")
@RolesAllowed("viewer")
@Blocking
public class MeResource {

    /** Who is signed in, with what role, to what kind of Stakeout. */
    public record View(String name, String displayName, String role, boolean breakGlass, String mode) {}

    /** A change of the own password. */
    public record NewPassword(
            @NotNull(message = "is missing; give your current password")
            String current,

            @JsonProperty("new") @NotNull(message = "is missing; give the new password, 12 to 72 bytes")
            String next) {

        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    private final Operators operators;
    private final PasswordSignIn passwords;
    private final CurrentActor current;
    private final Mode mode;

    MeResource(Operators operators, PasswordSignIn passwords, CurrentActor current, Mode mode) {
        this.operators = operators;
        this.passwords = passwords;
        this.current = current;
        this.mode = mode;
    }

    @GET
    public View me() {
        Actor actor = current.get();
        Optional<Operator> operator = actor.operatorId().flatMap(operators::find);
        return new View(
                actor.name(),
                operator.map(Operator::displayName).orElse(actor.name()),
                actor.role().id(),
                operator.map(Operator::breakGlass).orElse(false),
                mode.name().toLowerCase(Locale.ROOT));
    }

    @POST
    @Path("/password")
    @CustomDeserialization(StrictBody.class)
    public void changePassword(
            @Valid @NotNull(message = "the body is missing; send JSON") NewPassword body, HttpServerRequest request) {
        SignedIn who = current.signedIn();
        if (who.credential() instanceof Credential.Token) {
            throw Problem.forbidden("Not with a token", "Sign in as the operator to change the password.");
        }
        try {
            passwords.verify(who.actor().name(), body.current(), RemoteAddress.of(request));
        } catch (Problem wrong) {
            throw wrong.kind() == Problem.Kind.UNAUTHENTICATED
                    ? Problem.invalid("Password wrong", "current: isn't your current password; check it, try again.")
                    : wrong;
        }
        operators.changePassword(who, who.actor().operatorId().orElseThrow(), body.next());
    }
}
