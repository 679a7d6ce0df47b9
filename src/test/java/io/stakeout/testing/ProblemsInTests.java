package io.stakeout.testing;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.stakeout.Problem;
import io.stakeout.web.api.ProblemBody;

/** Stands in for the web edge's mapper, which a test of one feature doesn't have. */
class ProblemsInTests {

    @ServerExceptionMapper
    RestResponse<ProblemBody> problem(Problem problem) {
        ProblemBody body = ProblemBody.of(problem);
        var response = RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(body.status()), body)
                .type(ProblemBody.MEDIA_TYPE);
        problem.retryAfter().ifPresent(wait -> response.header("Retry-After", Math.max(1, wait.toSeconds())));
        return response.build();
    }
}
