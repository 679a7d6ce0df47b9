package io.stakeout.notify.webhook;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;

/**
 * Events in the shape of the Open Cybersecurity Schema Framework, 1.3.0: calls of suspects as API Activity (class 6003),
 * what happens to an incident as Incident Finding (2005), all else as Base Event (0). What the framework has no place for is
 * in {@code unmapped}. Pure. Source: schema.ocsf.io.
 */
final class Ocsf {

    static final int API_ACTIVITY = 6003;
    static final int INCIDENT_FINDING = 2005;
    private static final int OTHER = 99;
    private static final Map<String, Integer> SEVERITIES =
            Map.of("info", 1, "low", 2, "medium", 3, "high", 4, "critical", 5);

    private Ocsf() {}

    /** @param entry an activity as rooms get it */
    static ObjectNode call(long incident, JsonNode entry) {
        ObjectNode event = event(6, API_ACTIVITY, activity(entry));
        event.put("time", time(entry));
        event.put("severity_id", SEVERITIES.getOrDefault(entry.path("risk").asText(), 0));
        boolean ok = entry.path("outcome").asText().equals("ok");
        event.put("status_id", ok ? 1 : 2);
        put(event, "status_code", entry.path("errorCode"));
        event.put("message", entry.path("sentence").asText());
        ObjectNode metadata =
                metadata(event, incident + ":" + entry.path("eventId").asText());
        put(metadata, "original_time", entry.path("eventTime"));
        metadata.put("log_provider", "AWS CloudTrail");
        metadata.putArray("profiles").add("cloud");
        api(event.putObject("api"), entry);
        actor(event.putObject("actor"), entry);
        put(event.putObject("src_endpoint"), "ip", entry.path("sourceIp"));
        ObjectNode cloud = event.putObject("cloud").put("provider", "AWS");
        put(cloud, "region", entry.path("region"));
        put(cloud.putObject("account"), "uid", entry.path("account"));
        put(event.putObject("http_request"), "user_agent", entry.path("userAgent"));
        unmapped(event.putObject("unmapped"), incident, entry);
        return event;
    }

    private static void api(ObjectNode api, JsonNode entry) {
        api.put("operation", entry.path("eventName").asText());
        api.putObject("service").put("name", entry.path("eventSource").asText());
        if (entry.path("errorCode").isTextual()) {
            ObjectNode response = api.putObject("response");
            put(response, "error", entry.path("errorCode"));
            put(response, "error_message", entry.path("errorMessage"));
        }
    }

    private static void actor(ObjectNode actor, JsonNode entry) {
        ObjectNode user = actor.putObject("user");
        put(user, "uid", entry.path("principalArn"));
        put(user, "uid_alt", entry.path("principalId"));
        put(user, "credential_uid", entry.path("accessKeyId"));
        put(actor, "invoked_by", entry.path("invokedBy"));
    }

    private static void unmapped(ObjectNode unmapped, long incident, JsonNode entry) {
        unmapped.put("incident", Long.toString(incident));
        for (String name : new String[] {
            "seq", "class", "outcome", "lane", "arrivedAt", "risk", "riskReason", "consequence", "past", "identityId"
        }) {
            if (entry.hasNonNull(name)) {
                unmapped.set(name, entry.get(name));
            }
        }
    }

    /** 1 create, 2 read, 3 update, 4 delete: by what the call was classified as, then by its first word. */
    private static int activity(JsonNode entry) {
        if (entry.path("class").asText().equals("read")) {
            return 2;
        }
        String name = entry.path("eventName").asText();
        if (name.matches("(Create|Run|Issue|Generate|Allocate|Import|Copy|Upload).*")) {
            return 1;
        }
        if (name.matches("(Delete|Remove|Detach|Terminate|Disassociate|Revoke|Deregister).*")) {
            return 4;
        }
        return name.matches("(Put|Update|Modify|Set|Attach|Add|Associate|Change|Enable|Disable|Tag|Untag).*")
                ? 3
                : OTHER;
    }

    private static long time(JsonNode entry) {
        String time = entry.path("eventTime").isTextual() ? "eventTime" : "arrivedAt";
        return Instant.parse(entry.path(time).asText()).toEpochMilli();
    }

    /** What isn't a call. */
    static ObjectNode news(News news, String uid) {
        ObjectNode event = news.of().map(room -> finding(news, room)).orElseGet(() -> event(0, 0, OTHER));
        event.put("time", news.at().toEpochMilli());
        event.put(
                "severity_id",
                news.of().map(room -> SEVERITIES.get(room.severity().id())).orElse(1));
        event.put("message", news.text());
        metadata(event, uid);
        ObjectNode unmapped =
                event.putObject("unmapped").put("kind", news.kind().id());
        news.of().ifPresent(room -> unmapped.put("incident", Long.toString(room.id())));
        details(unmapped, news);
        return event;
    }

    private static ObjectNode finding(News news, Room room) {
        int activity = news instanceof News.Opened ? 1 : news instanceof News.Closed ? 3 : 2;
        ObjectNode event = event(2, INCIDENT_FINDING, activity);
        event.put("status_id", room.state().equals("closed") ? 5 : news instanceof News.Opened ? 1 : 2);
        event.putArray("finding_info_list")
                .addObject()
                .put("uid", "incident:" + room.id())
                .put("title", room.title());
        return event;
    }

    private static void details(ObjectNode unmapped, News news) {
        if (news instanceof News.AnchorMade anchor) {
            unmapped.put("count", anchor.lines()).put("head", anchor.head());
        } else if (news instanceof News.SignalSaid signal) {
            unmapped.put("signal", Long.toString(signal.signal())).put("score", signal.score());
            unmapped.put("team", signal.team().name())
                    .put("fallback", signal.team().fallback());
        } else if (news instanceof News.ApprovalWanted wanted) {
            plan(unmapped, wanted.plan());
        } else if (news instanceof News.PlanChanged moved) {
            plan(unmapped, moved.plan());
        } else if (news instanceof News.VerificationFailed failed) {
            plan(unmapped, failed.plan());
        } else if (news instanceof News.Verified verified) {
            plan(unmapped, verified.plan());
        }
        news.seq().ifPresent(seq -> unmapped.put("seq", seq));
    }

    private static void plan(ObjectNode unmapped, io.stakeout.notify.news.PlanTold plan) {
        unmapped.put("plan", Long.toString(plan.id()));
        unmapped.put("action", plan.action());
        unmapped.put("state", plan.state());
        unmapped.put("level", plan.level());
        unmapped.put("rehearsal", plan.rehearsal());
        plan.undoOf().ifPresent(undone -> unmapped.put("undoOf", Long.toString(undone)));
    }

    private static ObjectNode event(int category, int type, int activity) {
        return NotifyJson.object()
                .put("category_uid", category)
                .put("class_uid", type)
                .put("activity_id", activity)
                .put("type_uid", type * 100L + activity);
    }

    private static ObjectNode metadata(ObjectNode event, String uid) {
        ObjectNode metadata =
                event.putObject("metadata").put("version", "1.3.0").put("uid", uid);
        metadata.putObject("product").put("name", "Stakeout").put("vendor_name", "Stakeout");
        return metadata;
    }

    private static void put(ObjectNode node, String name, JsonNode value) {
        if (value.isTextual()) {
            node.put(name, value.asText());
        }
    }
}
