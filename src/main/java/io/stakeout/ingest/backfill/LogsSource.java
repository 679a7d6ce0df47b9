package io.stakeout.ingest.backfill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;

/**
 * The log group that the trail writes to, in the central account: nobody watched can see that it is read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents:
 *     pages may be empty, tokens last a day</a>
 */
final class LogsSource implements Source {

    /** Of the five calls a second that an account has in most regions. */
    private static final Duration PACE = Duration.ofMillis(400);

    private final String group;
    private final int page;
    private final Supplier<CloudWatchLogsClient> clients;
    private final Calls calls;

    /** @param page the most events of one answer; AWS gives 10,000 at most */
    LogsSource(String group, int page, Supplier<CloudWatchLogsClient> clients, Pause pause) {
        this.group = group;
        this.page = page;
        this.clients = clients;
        this.calls = new Calls(name(), PACE, pause);
    }

    @Override
    public String id() {
        return "logs";
    }

    @Override
    public String name() {
        return "the log group " + group;
    }

    @Override
    public void read(Stretch stretch, Pages pages) {
        Optional<Place> saved = stretch.position().map(text -> Saved.read(text, Place.class));
        // a token is good for the pattern only that it was given for
        String pattern = saved.map(Place::pattern)
                .orElseGet(() -> FilterPattern.of(stretch.wanted().watches()).orElse(""));
        try (CloudWatchLogsClient logs = clients.get()) {
            calls.pages(
                    saved.flatMap(place -> Optional.ofNullable(place.token())),
                    token -> answer(logs.filterLogEvents(request(stretch, pattern, token))),
                    answer -> pages.take(
                            answer.records(), new Place(pattern, answer.next().orElse(null)).text()));
        }
    }

    private FilterLogEventsRequest request(Stretch stretch, String pattern, Optional<String> token) {
        FilterLogEventsRequest.Builder request = FilterLogEventsRequest.builder()
                .startTime(stretch.since().toEpochMilli())
                .endTime(stretch.until().toEpochMilli())
                .limit(page)
                .nextToken(token.orElse(null))
                .filterPattern(pattern.isEmpty() ? null : pattern);
        // an ARN names the log group of another account, which has granted us to read it
        return group.startsWith("arn:")
                ? request.logGroupIdentifier(group).build()
                : request.logGroupName(group).build();
    }

    private static Calls.Answer answer(FilterLogEventsResponse response) {
        return new Calls.Answer(
                response.events().stream()
                        .map(event -> event.message().getBytes(StandardCharsets.UTF_8))
                        .toList(),
                Optional.ofNullable(response.nextToken()));
    }

    /** Where it goes on. */
    record Place(String pattern, String token) implements Saved {}
}
