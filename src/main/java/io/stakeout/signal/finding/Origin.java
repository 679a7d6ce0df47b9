package io.stakeout.signal.finding;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where the service that found something can be asked for it again. Pure.
 *
 * @param account whose bus it came from: the one in which the service is asked
 * @param place of GuardDuty the detector's id, of Security Hub the product's ARN
 * @param id of the finding, as that service calls it
 */
public record Origin(Service service, String account, String region, String place, String id) {

    /** Who can be asked. */
    public enum Service {
        GUARDDUTY("aws.guardduty", "GuardDuty Finding", "GuardDuty"),
        SECURITY_HUB("aws.securityhub", "Security Hub Findings - Imported", "Security Hub");

        private final String source;
        private final String detailType;
        private final String title;

        Service(String source, String detailType, String title) {
            this.source = source;
            this.detailType = detailType;
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DETECTOR = Pattern.compile("[A-Za-z0-9]{1,300}");

    /** Products of AWS: findings of others, or of one's own, are written by whoever may import them. */
    private static final Pattern PRODUCT =
            Pattern.compile("arn:aws[a-z-]{0,20}:securityhub:[a-z0-9-]{1,32}::product/aws/[a-z0-9-]{1,64}");

    private static final int LONGEST_ID = 512;

    public Origin {
        Objects.requireNonNull(service);
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        Objects.requireNonNull(place);
        Objects.requireNonNull(id);
    }

    /** Of a signal that an event tells; empty when nobody can be asked for it. */
    public static Optional<Origin> of(byte[] event, Signal signal) {
        try {
            Event whole = Event.of(Document.lenient(event, Findings.MAX_BYTES), event);
            return service(whole)
                    .flatMap(service ->
                            service == Service.GUARDDUTY ? guardDuty(whole) : securityHub(whole, event, signal));
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }

    private static Optional<Service> service(Event event) {
        return List.of(Service.values()).stream()
                .filter(one -> one.source.equals(event.source()) && one.detailType.equals(event.detailType()))
                .findFirst();
    }

    private static Optional<Origin> guardDuty(Event event) {
        JsonNode detail = event.detail();
        Optional<String> detector = Nodes.text(detail, "service", "detectorId")
                .filter(text -> DETECTOR.matcher(text).matches());
        return origin(Service.GUARDDUTY, event, Event.region(detail, "region"), detector, Nodes.text(detail, "id"));
    }

    /** An event may hold several: it is the one of which the signal was read. */
    private static Optional<Origin> securityHub(Event event, byte[] bytes, Signal signal) {
        List<Signal> signals = Findings.read(bytes) instanceof Read.Told told ? told.signals() : List.of();
        for (int n = 0; n < signals.size(); n++) {
            if (signals.get(n).id().equals(signal.id())) {
                JsonNode finding = Nodes.list(event.detail().path("findings")).get(n);
                Optional<String> product = Nodes.text(finding, "ProductArn")
                        .filter(text -> PRODUCT.matcher(text).matches());
                return origin(
                        Service.SECURITY_HUB,
                        event,
                        Event.region(finding, "Region"),
                        product,
                        Nodes.text(finding, "Id"));
            }
        }
        return Optional.empty();
    }

    /** Where an account gathers the findings of all regions, the bus tells in which it is asked. */
    private static Optional<Origin> origin(
            Service service, Event event, Optional<String> region, Optional<String> place, Optional<String> id) {
        Optional<String> where = event.region().or(() -> region);
        Optional<String> known = id.filter(text -> text.length() <= LONGEST_ID);
        boolean all = event.account().isPresent() && where.isPresent() && place.isPresent() && known.isPresent();
        return all
                ? Optional.of(new Origin(service, event.account().get(), where.get(), place.get(), known.get()))
                : Optional.empty();
    }

    /**
     * What the service answered, as an event that it would have sent.
     *
     * @param finding a JSON object
     */
    public byte[] event(JsonNode finding) {
        ObjectNode event = JSON.createObjectNode()
                .put("source", service.source)
                .put("detail-type", service.detailType)
                .put("id", id)
                .put("account", account)
                .put("region", region);
        if (service == Service.GUARDDUTY) {
            event.set("detail", finding);
        } else {
            event.putObject("detail").putArray("findings").add(finding);
        }
        try {
            return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why what the service says isn't what rode on the stream; empty when it is the same, and still stands.
     *
     * @param told what rode on the stream
     * @param answer an event as {@link #event} makes it
     */
    public static Optional<String> differs(Signal told, byte[] answer) {
        if (!(Findings.read(answer) instanceof Read.Told read) || read.signals().size() != 1) {
            return Optional.of("what it answered can't be read");
        }
        return differs(told, read.signals().get(0));
    }

    private static Optional<String> differs(Signal told, Signal answer) {
        if (!answer.id().equals(told.id()) || !answer.source().equals(told.source())) {
            return Optional.of("it answered with another finding");
        }
        if (!answer.account().equals(told.account())) {
            return Optional.of("there it is about another account");
        }
        if (!answer.suspects().equals(told.suspects())) {
            return Optional.of("there it names others");
        }
        if (answer.sample()) {
            return Optional.of("there it is a sample");
        }
        return answer.active() ? Optional.empty() : Optional.of("there it is archived, resolved or suppressed");
    }
}
