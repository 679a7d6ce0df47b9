package io.stakeout.ingest.pipe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.CloudTrailRecord;

/** What a call asked for, as far as its record says which things it was about. */
record Request(CloudTrailRecord record) {

    private static final int MOST_RESOURCES = 20;

    /** How a denial names what it was about when the request itself isn't recorded. */
    private static final Pattern ON_RESOURCE =
            Pattern.compile("on resource: (?:(?:role|user|policy) )?([^\\s]{1,512})");

    /**
     * Everything that may be the part that is asked for: by the fields of the request, by {@code resources}, and, when
     * the request isn't recorded, by the message of the denial.
     */
    List<Named> candidates(PipeCall.Target target) {
        Stream<String> fields =
                target.fields().stream().flatMap(field -> record.text("requestParameters", field).stream());
        Stream<String> all = Stream.concat(Stream.concat(fields, resources()), denied());
        return all.flatMap(value -> Named.of(target.part(), value).stream())
                .map(named -> named.in(record.account(), record.region()))
                .toList();
    }

    /** ARNs only: a bare name there doesn't say what it names. */
    private Stream<String> resources() {
        Stream.Builder<String> arns = Stream.builder();
        JsonNode resources = record.tree().path("resources");
        for (int i = 0; i < Math.min(resources.size(), MOST_RESOURCES); i++) {
            String arn = resources.path(i).path("ARN").asText("");
            if (arn.startsWith("arn:")) {
                arns.add(arn);
            }
        }
        return arns.build();
    }

    private Stream<String> denied() {
        if (record.tree().path("requestParameters").isObject()) {
            return Stream.empty();
        }
        Optional<Matcher> found =
                record.errorMessage().map(ON_RESOURCE::matcher).filter(Matcher::find);
        return found.map(matcher -> matcher.group(1)).stream();
    }
}
