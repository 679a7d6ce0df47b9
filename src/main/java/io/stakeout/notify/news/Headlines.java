package io.stakeout.notify.news;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/** What an entry of a room is to those outside, read from the JSON that the room gets. Pure. */
public final class Headlines {

    private Headlines() {}

    /** Whether it is found later, or brought as a file: digests count it, nobody is called for it. */
    public static boolean past(JsonNode entry) {
        return entry.path("past").asBoolean();
    }

    /** The call that it is, when it is one. */
    public static Optional<Call> call(JsonNode entry) {
        if (!entry.path("kind").asText().equals("activity")) {
            return Optional.empty();
        }
        long identity = entry.path("identityId").asLong();
        return Optional.of(new Call(
                told(entry, "", entry.path("sentence").asText()),
                entry.path("class").asText(),
                entry.path("outcome").asText(),
                identity == 0 ? caller(entry) : "identity:" + identity,
                identity,
                time(entry.path("eventTime")),
                Call.address(entry.path("sourceIp").textValue())));
    }

    private static String caller(JsonNode entry) {
        String arn = entry.path("principalArn").asText("");
        return arn.isEmpty() ? entry.path("accessKeyId").asText("") : arn;
    }

    /** News of an entry that is no call; empty when it is none. Notes, pins and amendments never are. */
    public static Optional<Function<Room, News>> of(JsonNode entry) {
        Told told =
                told(entry, entry.path("actor").asText(""), entry.path("text").asText(""));
        String action = entry.path("action").asText("");
        return switch (entry.path("kind").asText()) {
            case "watch" -> watch(action, told);
            case "plan" -> Optional.of(plan(told, plan(entry, action)));
            default -> Optional.empty();
        };
    }

    private static Optional<Function<Room, News>> watch(String action, Told told) {
        return switch (action) {
            case "opened" -> Optional.of(room -> new News.Opened(room, told));
            case "closed" -> Optional.of(room -> new News.Closed(room, told));
            case "reopened" -> Optional.of(room -> new News.Reopened(room, told));
            case "changed", "suspect-added", "suspect-removed" -> Optional.of(room -> new News.Changed(room, told));
            case "joined", "joined-group" ->
                Optional.of(room -> new News.Telling(room, told, Set.of(Why.NEW_CREDENTIAL), 0));
            case "pipeline-alarm" -> Optional.of(room -> new News.Telling(room, told, Set.of(Why.PIPELINE), 0));
            default -> Optional.empty();
        };
    }

    private static Function<Room, News> plan(Told told, PlanTold plan) {
        return switch (plan.action()) {
            case "awaiting-approval" -> room -> new News.ApprovalWanted(room, told, plan);
            case "unproven", "contested" -> room -> new News.VerificationFailed(room, told, plan);
            case "verified" -> room -> new News.Verified(room, told, plan);
            default -> room -> new News.PlanChanged(room, told, plan);
        };
    }

    private static PlanTold plan(JsonNode entry, String action) {
        return new PlanTold(
                entry.path("planId").asLong(),
                action,
                entry.path("state").asText(""),
                entry.path("level").asText(""),
                entry.path("rehearsal").asBoolean(),
                Optional.ofNullable(entry.get("undoOf")).map(JsonNode::asLong));
    }

    private static Told told(JsonNode entry, String actor, String text) {
        return new Told(entry.path("seq").asLong(), time(entry.path("at")).orElse(Instant.EPOCH), actor, text);
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.ofNullable(text.textValue()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
