package io.stakeout.ingest.backfill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * CloudTrail's event history of our own account: the last resort, since a suspect there may see that it is asked. One
 * question for each region and each value by which it can be searched.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents: 90 days
 *     of management events, one attribute, 50 a page, two calls a second</a>
 */
final class LookupSource implements Source {

    private static final Duration PACE = Duration.ofMillis(500);
    private static final int PAGE = 50;

    private final List<String> regions;
    private final Function<String, CloudTrailClient> clients;
    private final Calls calls;

    LookupSource(List<String> regions, Function<String, CloudTrailClient> clients, Pause pause) {
        this.regions = List.copyOf(regions);
        this.clients = clients;
        this.calls = new Calls(name(), PACE, pause);
    }

    @Override
    public String id() {
        return "lookup";
    }

    @Override
    public String name() {
        return "CloudTrail's event history";
    }

    @Override
    public void read(Stretch stretch, Pages pages) {
        Optional<Place> saved = stretch.position().map(text -> Saved.read(text, Place.class));
        Set<Searchable> searched = Searchable.of(stretch.wanted().watches());
        for (String region : regions) {
            if (saved.map(place -> behind(region, place)).orElse(false)) {
                continue;
            }
            try (CloudTrailClient trail = clients.apply(region)) {
                if (!ask(trail, region, searched, saved, stretch, pages)) {
                    return;
                }
            }
        }
    }

    /** @return whether all of it was wanted */
    private boolean ask(
            CloudTrailClient trail,
            String region,
            Set<Searchable> searched,
            Optional<Place> saved,
            Stretch stretch,
            Pages pages) {
        Optional<Place> here = saved.filter(place -> place.region().equals(region));
        for (Searchable one : searched) {
            Optional<Place> asked = here.filter(place -> place.what().equals(one));
            boolean done = asked.map(place -> place.token() == null).orElse(false);
            boolean before = here.map(place -> one.compareTo(place.what()) < 0).orElse(false);
            if (!done
                    && !before
                    && !calls.pages(
                            asked.map(Place::token),
                            token -> answer(lookup(trail, one, stretch, token)),
                            answer -> pages.take(
                                    answer.records(),
                                    new Place(region, one, answer.next().orElse(null)).text()))) {
                return false;
            }
        }
        return true;
    }

    private boolean behind(String region, Place saved) {
        return regions.indexOf(region) < regions.indexOf(saved.region());
    }

    private static LookupEventsResponse lookup(
            CloudTrailClient trail, Searchable one, Stretch stretch, Optional<String> token) {
        return trail.lookupEvents(request -> request.lookupAttributes(LookupAttribute.builder()
                        .attributeKey(one.key())
                        .attributeValue(one.value())
                        .build())
                .startTime(stretch.since())
                .endTime(stretch.until())
                .maxResults(PAGE)
                .nextToken(token.orElse(null)));
    }

    private static Calls.Answer answer(LookupEventsResponse response) {
        List<byte[]> records = new ArrayList<>();
        response.events().stream()
                .map(Event::cloudTrailEvent)
                .filter(Objects::nonNull)
                .forEach(record -> records.add(record.getBytes(StandardCharsets.UTF_8)));
        return new Calls.Answer(records, Optional.ofNullable(response.nextToken()));
    }

    /**
     * Where it goes on.
     *
     * @param token null when all of this was read
     */
    record Place(String region, Searchable what, String token) implements Saved {}
}
