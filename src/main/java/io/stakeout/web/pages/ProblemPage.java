package io.stakeout.web.pages;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.stakeout.web.security.ProblemBody;

/** Shows a person a page where a script gets problem JSON. */
class ProblemPage {

    private final ErrorPages pages;

    ProblemPage(ErrorPages pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    void show(ContainerRequestContext request, ContainerResponseContext response) {
        boolean page = MediaType.TEXT_HTML_TYPE.isCompatible(
                        request.getAcceptableMediaTypes().get(0))
                && !request.getAcceptableMediaTypes().get(0).isWildcardType()
                && !request.getUriInfo().getPath().startsWith("/api/");
        if (page && response.getEntity() instanceof ProblemBody body) {
            String html = pages.page(body.status(), body.title(), body.detail(), body.correlationId())
                    .render();
            response.setEntity(html, null, MediaType.TEXT_HTML_TYPE);
        }
    }
}
