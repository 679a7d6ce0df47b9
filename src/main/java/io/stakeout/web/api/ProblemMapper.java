package io.stakeout.web.api;

import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.stakeout.Problem;
import io.stakeout.web.security.ProblemBody;

/** Turns whatever leaves a resource into problem JSON that says what was wrong and what to do. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response problem(Problem problem) {
        Response.ResponseBuilder response = response(ProblemBody.of(problem));
        problem.retryAfter()
                .ifPresent(wait -> response.header(
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, wait.plusMillis(999).toSeconds())));
        return response.build();
    }

    @ServerExceptionMapper
    Response violations(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(violation -> field(violation) + ": " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return response(ProblemBody.of(400, "Not understood", detail + ".")).build();
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        return response(ProblemBody.of(400, "JSON not understood", explain(e))).build();
    }

    /** Named apart since Quarkus has a mapper of its own for it, which only yields to its equal. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = e.getResponse().getStatus();
        String detail = switch (status) {
            case 400 -> "The request can't be read; check its body and its parameters.";
            case 404 -> "There is nothing at this path. /q/openapi lists what there is.";
            case 405 -> "This path doesn't take this method. /q/openapi lists what it takes.";
            case 406 -> "This path answers in another media type; drop the Accept header.";
            case 413 -> "The body is too large; nothing was done.";
            case 415 -> "Send the body as application/json.";
            default -> "The request was refused; nothing was changed.";
        };
        String title = Response.Status.fromStatusCode(status) == null
                ? "Request refused"
                : Response.Status.fromStatusCode(status).getReasonPhrase();
        return response(ProblemBody.of(status, title, detail)).build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        ProblemBody body = ProblemBody.of(
                500,
                "Something failed in Stakeout",
                "What was asked for may not have been done; look before you repeat it. The watch itself goes on. Give"
                        + " the correlation id to whoever runs Stakeout.");
        LOG.errorf(e, "request failed correlationId=%s", body.correlationId());
        return response(body).build();
    }

    private static Response.ResponseBuilder response(ProblemBody body) {
        return Response.status(body.status()).type(ProblemBody.MEDIA_TYPE).entity(body);
    }

    private static String field(ConstraintViolation<?> violation) {
        String last = "body";
        for (Path.Node node : violation.getPropertyPath()) {
            last = node.getName() == null ? last : node.getName();
        }
        return last;
    }

    /** Names the place, never quotes the input. */
    private static String explain(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "There is no field \"" + unknown.getPropertyName() + "\" here; known are "
                    + unknown.getKnownPropertyIds() + ".";
        }
        if (e instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            String path = mismatch.getPath().stream()
                    .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
                    .collect(Collectors.joining("."));
            return path + ": is of the wrong type.";
        }
        return "The body is no JSON of the form that /q/openapi describes.";
    }
}
