package io.stakeout.incident;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.cloudtrail.Addendum;
import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;
import io.stakeout.cloudtrail.Risk;
import io.stakeout.cloudtrail.Sentence;

/**
 * What a room draws of an activity or of an amendment to one, as the JSON of its entry. Every text is bounded, since the suspect wrote it; the
 * whole of it is in the record.
 */
final class ActivitySummary {

    private static final int LONG = 1_024;
    private static final int SHORT = 256;

    private ActivitySummary() {}

    /** @param past whether it is no news: found later, or brought as a file */
    static String json(Activity activity, boolean past) {
        CloudTrailRecord record = activity.record();
        ObjectNode node = EntryJson.object();
        node.put("at", activity.arrivedAt().toString());
        node.put("eventId", record.eventId());
        node.put("eventTime", record.eventTime().map(Instant::toString).orElse(null));
        node.put("arrivedAt", activity.arrivedAt().toString());
        node.put("lane", activity.lane().name());
        if (past) {
            node.put("past", true);
        }
        meaning(node, activity);
        who(node, record);
        node.put("region", cut(record.region(), SHORT));
        node.put("account", cut(record.account(), SHORT));
        node.put("eventSource", record.eventSource());
        node.put("eventName", record.eventName());
        node.put("errorCode", cut(record.errorCode(), SHORT));
        node.put("errorMessage", cut(record.errorMessage(), LONG));
        record.addendum().ifPresent(addendum -> addendum(node.putObject("addendum"), addendum));
        return EntryJson.write(node);
    }

    private static void addendum(ObjectNode node, Addendum addendum) {
        node.put("reason", cut(addendum.reason(), SHORT));
        node.put("originalEventId", addendum.originalEventId().orElse(null));
    }

    /** What an amendment says: another lane's arrival of a row, or what CloudTrail corrected in it. */
    static String json(Amendment amendment) {
        Activity brought = amendment.brought();
        ObjectNode node = EntryJson.object();
        node.put("at", brought.arrivedAt().toString());
        node.put("ofSeq", amendment.key().ofSeq());
        node.put("what", amendment.key().what().id());
        node.put("lane", brought.lane().name());
        node.put("arrivedAt", brought.arrivedAt().toString());
        if (amendment.key().what() == Amendment.What.ADDENDUM) {
            correction(node, brought);
        }
        return EntryJson.write(node);
    }

    private static void correction(ObjectNode node, Activity brought) {
        CloudTrailRecord record = brought.record();
        Addendum addendum = record.addendum().orElseThrow();
        node.put("reason", cut(addendum.reason(), SHORT));
        node.put("updatedFields", cut(addendum.updatedFields(), LONG));
        node.put("eventId", record.eventId());
        meaning(node, brought);
        node.put("errorCode", cut(record.errorCode(), SHORT));
        node.put("errorMessage", cut(record.errorMessage(), LONG));
    }

    private static void meaning(ObjectNode node, Activity activity) {
        Risk risk = activity.classification().risk();
        Sentence sentence = activity.sentence();
        node.put("class", activity.classification().activityClass().id());
        node.put("outcome", activity.classification().outcome().id());
        node.put("risk", risk.level().id());
        node.put("riskReason", cut(risk.reason(), LONG));
        node.put("sentence", sentence.text());
        ArrayNode parts = node.putArray("parts");
        for (Sentence.Part part : sentence.parts()) {
            parts.addArray().add(part.kind().name().toLowerCase(Locale.ROOT)).add(part.text());
        }
    }

    private static void who(ObjectNode node, CloudTrailRecord record) {
        Principal who = record.principal();
        node.put("accessKeyId", cut(who.accessKeyId(), SHORT));
        node.put("principalArn", cut(who.arn(), LONG));
        node.put("principalId", cut(who.principalId(), SHORT));
        node.put("sourceIp", cut(record.sourceIp(), SHORT));
        node.put("userAgent", cut(record.userAgent(), LONG));
        node.put("invokedBy", cut(who.invokedBy(), SHORT));
        node.put("consequence", who.consequence());
    }

    private static String cut(Optional<String> text, int limit) {
        return text.map(value -> cut(value, limit)).orElse(null);
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit) + "…";
    }
}
