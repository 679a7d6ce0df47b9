package io.stakeout.drill.trail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.trail.ApiEvent.Failure;

/**
 * How CloudTrail writes what an API says. Pure. Each rule was read off real records (public data sets of Invictus,
 * Stratus Red Team, TrailDiscover), since AWS documents none of them.
 */
public final class Shapes {

    private static final String REFUSED = "not authorized to perform";

    /** Whose records keep the arguments of a call that was refused; all others seen show {@code null}. */
    private static final Set<String> SHOW_WHAT_WAS_REFUSED = Set.of(
            "appsync.amazonaws.com",
            "ec2.amazonaws.com",
            "eks.amazonaws.com",
            "guardduty.amazonaws.com",
            "resource-explorer-2.amazonaws.com",
            "s3.amazonaws.com",
            "securityhub.amazonaws.com");

    private static final DateTimeFormatter STS = dates(", ");
    private static final DateTimeFormatter IAM = dates(" ");

    private Shapes() {}

    /**
     * A copy with the first letter of each name made small, at every depth, and nothing else: {@code UserName} becomes
     * {@code userName}, {@code SAMLProviderArn} {@code sAMLProviderArn}, {@code DBInstanceIdentifier}
     * {@code dBInstanceIdentifier}. Not for S3, which shows its parameters as they are, nor for a map whose keys are
     * the caller's own words: those CloudTrail keeps.
     */
    public static ObjectNode camel(ObjectNode node) {
        ObjectNode camel = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> camel.set(small(member.getKey()), camelled(member.getValue())));
        return camel;
    }

    /** As STS tells an expiration: {@code Jul 10, 2023, 6:30:22 PM}, in UTC. Its commas are two. */
    public static String stsExpiration(Instant expires) {
        return STS.format(expires);
    }

    /** As IAM tells a date: {@code Jul 10, 2023 11:58:04 AM}, in UTC. Its comma is one. */
    public static String iamDate(Instant date) {
        return IAM.format(date);
    }

    /**
     * Whether the record of a failed call has {@code requestParameters: null} although it was called with some. That is
     * so where the policies refused it: at IAM, STS, Organizations, CloudTrail, KMS, SSM, Lambda, Logs and most others.
     * S3, EC2, EKS, GuardDuty and a few more show them all the same. What fails for another reason (no such user, a
     * wrong code of a second factor) shows them everywhere.
     */
    public static boolean hidesRequest(String eventSource, Failure failure) {
        return failure.message().contains(REFUSED) && !SHOW_WHAT_WAS_REFUSED.contains(eventSource);
    }

    private static JsonNode camelled(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return camel(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(camelled(element)));
            return copy;
        }
        return value;
    }

    private static String small(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** By hand, since the words and blanks of the JDK's own formats depend on locale and JDK. */
    private static DateTimeFormatter dates(String afterTheYear) {
        return new DateTimeFormatterBuilder()
                .appendText(
                        ChronoField.MONTH_OF_YEAR,
                        Map.ofEntries(
                                Map.entry(1L, "Jan"),
                                Map.entry(2L, "Feb"),
                                Map.entry(3L, "Mar"),
                                Map.entry(4L, "Apr"),
                                Map.entry(5L, "May"),
                                Map.entry(6L, "Jun"),
                                Map.entry(7L, "Jul"),
                                Map.entry(8L, "Aug"),
                                Map.entry(9L, "Sep"),
                                Map.entry(10L, "Oct"),
                                Map.entry(11L, "Nov"),
                                Map.entry(12L, "Dec")))
                .appendPattern(" d, uuuu")
                .appendLiteral(afterTheYear)
                .appendPattern("h:mm:ss ")
                .appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "AM", 1L, "PM"))
                .toFormatter(Locale.ROOT)
                .withZone(ZoneOffset.UTC);
    }
}
