package io.stakeout.signal.finding;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.stakeout.cloudtrail.Text;

/**
 * Reads what detectors send by EventBridge. An adapter is chosen by source and detail-type together: nobody but AWS can
 * put an event with a source that begins with {@code aws.} on a bus. Pure: the same bytes tell the same signals.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html">Event metadata</a>
 */
public final class Findings {

    /** EventBridge's own limit is 256 KB an entry, and a record of Kinesis holds 1 MB. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_NAME = 200;
    private static final String INSIGHT = "AWS Insight via CloudTrail";

    private static final Map<String, Function<Event, List<Signal>>> ADAPTERS = Map.ofEntries(
            Map.entry("aws.guardduty / GuardDuty Finding", one(GuardDutyFindings::read)),
            Map.entry("aws.securityhub / Security Hub Findings - Imported", SecurityHubFindings::read),
            Map.entry("aws.securityhub / Security Hub Findings - Custom Action", SecurityHubFindings::chosen),
            Map.entry("aws.securityhub / Security Hub Insight Results", one(SecurityHubInsights::read)),
            Map.entry("aws.securityhub / Findings Imported V2", OcsfFindings::read),
            Map.entry("aws.trustedadvisor / " + TrustedAdvisorChecks.DETAIL_TYPE, one(TrustedAdvisorChecks::read)),
            Map.entry(
                    TrustedAdvisorChecks.MOCK + " / " + TrustedAdvisorChecks.DETAIL_TYPE,
                    one(TrustedAdvisorChecks::read)),
            Map.entry("aws.health / AWS Health Event", one(HealthEvents::read)),
            Map.entry("aws.health / AWS Health Abuse Event", one(HealthEvents::read)),
            Map.entry("aws.macie / Macie Finding", one(MacieFindings::read)),
            Map.entry("aws.config / Config Rules Compliance Change", one(ConfigChanges::read)));

    private Findings() {}

    /**
     * What an event says. Never fails, whatever the bytes are.
     *
     * @param event one EventBridge event, UTF-8 JSON, as it came
     */
    public static Read read(byte[] event) {
        try {
            return new Read.Told(signals(Event.of(Document.lenient(event, MAX_BYTES), event)));
        } catch (UnreadableJson e) {
            return new Read.Unreadable(e.getMessage());
        }
    }

    private static List<Signal> signals(Event event) {
        return adapter(event.source(), event.detailType()).apply(event);
    }

    /** Where CloudTrail delivers, the source may be the service that is told of. */
    private static Function<Event, List<Signal>> adapter(String source, String detailType) {
        return detailType.equals(INSIGHT) && source.startsWith("aws.")
                ? one(TrailInsights::read)
                : ADAPTERS.getOrDefault(source + " / " + detailType, one(Findings::unknown));
    }

    private static Signal unknown(Event event) {
        return Draft.of(event)
                .nobody("Stakeout has no reading for " + Text.shown(event.source(), MAX_NAME) + " / "
                        + Text.shown(event.detailType(), MAX_NAME) + ": kept as it came.")
                .signal();
    }

    private static Function<Event, List<Signal>> one(Function<Event, Signal> adapter) {
        return event -> List.of(adapter.apply(event));
    }
}
