package io.stakeout.drill.cloud.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.trail.SessionContext;

/**
 * When a user or role tried which service last, refused calls too: a job that is done at once, while AWS may take hours.
 * Services that were never tried aren't listed; AWS lists those that the policies allow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html">GenerateServiceLastAccessedDetails</a>
 */
final class ServiceAccess {

    private static final int MOST_JOBS = 1_000;

    private record Job(String account, String arn, Instant asked) {}

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    List<Operation> operations() {
        return List.of(
                Operation.read(Api.IAM, "GenerateServiceLastAccessedDetails", ServiceAccess::needs, this::generate),
                Operation.read(Api.IAM, "GetServiceLastAccessedDetails", Resources::everything, this::get));
    }

    private static List<Ask> needs(Call call) throws ApiError {
        return List.of(Ask.of(Resources.action(call), call.parameters().text("Arn")));
    }

    private Answer generate(Call call) throws ApiError {
        String arn = call.parameters().text("Arn");
        boolean known = call.account().users().values().stream()
                        .anyMatch(user -> user.arn().equals(arn))
                || call.account().roles().values().stream()
                        .anyMatch(role -> role.arn().equals(arn));
        if (!known) {
            throw ApiError.noSuchEntity("ARN " + arn + " not found");
        }
        if (jobs.size() >= MOST_JOBS) {
            throw ApiError.limitExceeded("Cannot exceed " + MOST_JOBS + " jobs here.");
        }
        String id = call.cloud().ids().uuid();
        jobs.put(id, new Job(call.caller().account(), arn, call.time()));
        ObjectNode result = Answer.node();
        result.put("JobId", id);
        return Answer.of(result);
    }

    private Answer get(Call call) throws ApiError {
        String id = call.parameters().text("JobId");
        Job job = Optional.ofNullable(jobs.get(id))
                .filter(found -> found.account().equals(call.caller().account()))
                .orElseThrow(() -> ApiError.noSuchEntity("No job with id " + id + " was found."));
        ObjectNode result = Answer.node();
        result.put("JobStatus", "COMPLETED");
        result.putPOJO("JobCreationDate", job.asked());
        result.putPOJO("JobCompletionDate", job.asked());
        ArrayNode services = result.putArray("ServicesLastAccessed");
        lastBySource(call, job).values().forEach(event -> services.add(service(event, job)));
        result.put("IsTruncated", false);
        return Answer.of(result);
    }

    private static Map<String, ApiEvent> lastBySource(Call call, Job job) {
        Map<String, ApiEvent> last = new LinkedHashMap<>();
        call.cloud().journal().events().stream()
                .filter(event -> !event.time().isAfter(job.asked()))
                .filter(event -> by(event.caller()).equals(job.arn()))
                .forEach(event -> last.put(event.eventSource(), event));
        return last;
    }

    /** The role of a session, the user otherwise. */
    private static String by(CallerIdentity caller) {
        return caller.session()
                .flatMap(SessionContext::issuer)
                .map(SessionContext.Issuer::arn)
                .orElse(caller.arn());
    }

    private static ObjectNode service(ApiEvent event, Job job) {
        String namespace = event.eventSource().replace(".amazonaws.com", "");
        ObjectNode node = Answer.node();
        node.put("ServiceName", namespace);
        node.put("ServiceNamespace", namespace);
        node.putPOJO("LastAuthenticated", event.time());
        node.put("LastAuthenticatedEntity", job.arn());
        node.put("LastAuthenticatedRegion", event.region());
        node.put("TotalAuthenticatedEntities", 1);
        return node;
    }
}
