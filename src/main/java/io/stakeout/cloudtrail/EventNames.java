package io.stakeout.cloudtrail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * CloudTrail's names of calls beside those of IAM. An event's name here is {@code service:Event} with IAM's prefix of the
 * service and without the API version that Lambda and CloudFront append ({@code lambda:CreateFunction20150331v2} is
 * {@code lambda:CreateFunction}).
 */
final class EventNames {

    private static final Pattern API_VERSION = Pattern.compile("(?<=[a-z])\\d{4}_?\\d{2}_?\\d{2}(v\\d+)?$");
    private static final String DOMAIN = ".amazonaws.com";

    private final Map<String, String> services = new HashMap<>();
    private final Map<String, String> actions = new HashMap<>();

    private EventNames() {
        for (String[] row : Shipped.rows("event-names.tsv")) {
            if (row[0].equals("service")) {
                services.put(row[1], row[2]);
            } else {
                actions.put(row[0], row[0].substring(0, row[0].indexOf(':') + 1) + row[1]);
            }
        }
    }

    static EventNames shipped() {
        return new EventNames();
    }

    /** For example {@code cloudwatch:DeleteAlarms} for DeleteAlarms of monitoring.amazonaws.com. */
    String of(CloudTrailRecord event) {
        return service(event.eventSource()) + ":" + withoutVersion(event.eventName());
    }

    /** The IAM action in lower case that allows an event of {@link #of}. */
    String action(String event) {
        return actions.getOrDefault(event, event).toLowerCase(Locale.ROOT);
    }

    /** The service's short name as people say it: {@code ec2} of ec2.amazonaws.com. */
    static String shortSource(String eventSource) {
        return eventSource.endsWith(DOMAIN)
                ? eventSource.substring(0, eventSource.length() - DOMAIN.length())
                : eventSource;
    }

    static String withoutVersion(String eventName) {
        return API_VERSION.matcher(eventName).replaceFirst("");
    }

    private String service(String eventSource) {
        String plain = shortSource(eventSource);
        return services.getOrDefault(plain, plain);
    }
}
