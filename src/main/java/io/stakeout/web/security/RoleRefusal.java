package io.stakeout.web.security;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;

import io.quarkus.security.ForbiddenException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells somebody whose role isn't enough which one would be. */
class RoleRefusal {

    @ServerExceptionMapper
    RestResponse<ProblemBody> forbidden(ForbiddenException refused, ResourceInfo resource) {
        String detail = needed(resource)
                .map(role -> "This needs the role %s; ask an admin or somebody who has it.".formatted(role))
                .orElse("Your role doesn't allow this; ask an admin.");
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.FORBIDDEN, ProblemBody.of(403, "Role missing", detail))
                .type(ProblemBody.MEDIA_TYPE)
                .build();
    }

    private static Optional<String> needed(ResourceInfo resource) {
        Method method = resource == null ? null : resource.getResourceMethod();
        if (method == null) {
            return Optional.empty();
        }
        RolesAllowed onMethod = method.getAnnotation(RolesAllowed.class);
        RolesAllowed rule =
                onMethod != null ? onMethod : resource.getResourceClass().getAnnotation(RolesAllowed.class);
        return Optional.ofNullable(rule).flatMap(r -> Arrays.stream(r.value()).findFirst());
    }
}
