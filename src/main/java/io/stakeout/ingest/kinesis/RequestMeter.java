package io.stakeout.ingest.kinesis;

import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Counts requests to Kinesis and DynamoDB, each attempt, so that throttling shows which the SDK's own retries would
 * hide: {@code stakeout.kinesis.requests} by service, operation and outcome. What AWS calls the failure is known only
 * when a call has failed for good, so {@link #failures} listens for that. Thread-safe.
 */
final class RequestMeter implements MetricPublisher {

    /** Not failures: how nodes find out who holds a shard, and whether a table is there already. */
    private static final Set<String> EXPECTED = Set.of(
            "ConditionalCheckFailedException",
            "TransactionCanceledException",
            "ResourceInUseException",
            "ExpiredIteratorException");

    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    private final MeterRegistry metrics;
    private final KinesisTrouble trouble;

    RequestMeter(MeterRegistry metrics, KinesisTrouble trouble) {
        this.metrics = metrics;
        this.trouble = trouble;
    }

    @Override
    public void publish(MetricCollection call) {
        String service = first(call, CoreMetric.SERVICE_ID);
        String operation = first(call, CoreMetric.OPERATION_NAME);
        for (MetricCollection attempt : call.children()) {
            switch (first(attempt, CoreMetric.ERROR_TYPE)) {
                case "" -> count(service, operation, "ok");
                case "Throttling" -> {
                    count(service, operation, "throttled");
                    trouble.throttled();
                }
                default -> failed(service, operation, attempt);
            }
        }
    }

    /** A refusal (4xx) may be an expected one: it is counted by its name, see {@link #failures}. */
    private void failed(String service, String operation, MetricCollection attempt) {
        boolean refusal = attempt.metricValues(HttpMetric.HTTP_STATUS_CODE).stream()
                .anyMatch(status -> status >= BAD_REQUEST && status < SERVER_ERROR);
        if (!refusal) {
            count(service, operation, "error");
            trouble.failed();
        }
    }

    private static String first(MetricCollection collection, SdkMetric<String> metric) {
        return collection.metricValues(metric).stream().findFirst().orElse("");
    }

    private void count(String service, String operation, String outcome) {
        metrics.counter("stakeout.kinesis.requests", "service", service, "operation", operation, "outcome", outcome)
                .increment();
    }

    /** Hears of calls that have failed for good. */
    ExecutionInterceptor failures() {
        return new ExecutionInterceptor() {
            @Override
            public void onExecutionFailure(Context.FailedExecution failure, ExecutionAttributes attributes) {
                String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
                String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
                failedForGood(failure.exception(), service, operation);
            }
        };
    }

    private void failedForGood(Throwable failure, String service, String operation) {
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            String code = refused.awsErrorDetails().errorCode();
            if (expected(code, service)) {
                return;
            }
            if (!refused.isThrottlingException() && refused.statusCode() < SERVER_ERROR) {
                count(service, operation, "error");
                trouble.failed();
            }
            trouble.called(code + " (" + service + " " + operation + ")");
        } else if (failure instanceof SdkException) {
            trouble.called("no answer (" + service + " " + operation + ")");
        }
    }

    /** A missing table is made; a missing stream is a failure. */
    private static boolean expected(String code, String service) {
        return EXPECTED.contains(code) || "ResourceNotFoundException".equals(code) && service.startsWith("Dynamo");
    }

    @Override
    public void close() {
        // nothing is held
    }
}
