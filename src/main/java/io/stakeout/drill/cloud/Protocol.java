package io.stakeout.drill.cloud;

/** How an API's calls, answers and errors are written. */
public interface Protocol {

    /** What a request asks for. */
    record Asked(String operation, Parameters parameters, byte[] body) {}

    Asked read(Incoming request) throws ApiError;

    Outgoing answer(Operation operation, Answer answer, String requestId);

    Outgoing error(ApiError error, String requestId);
}
