package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.cloudtrail.Sentence.Kind;
import io.stakeout.cloudtrail.Sentence.Part;

/**
 * Says in one sentence what a call did: "bert-jan attached AdministratorAccess to role ci-deploy"; a call that did not
 * work is one that was tried: "bert-jan tried to stop trail my-trail (TrailNotFoundException)". Events without a line in
 * {@code sentences.tsv} are named with the most telling thing that they touch. Safe for all threads, never fails.
 */
public final class Sentences {

    private static final EventNames NAMES = EventNames.shipped();
    private static final Map<String, Template> TEMPLATES = load();

    /** Where an event that no line knows may name what it touches, most telling first. */
    private static final List<FieldPath> TELLING = Stream.of(
                    "req.bucketName",
                    "req.functionName",
                    "req.roleName",
                    "req.userName",
                    "req.groupName",
                    "req.policyArn",
                    "req.instanceId",
                    "req.instancesSet.items.instanceId",
                    "req.secretId",
                    "req.keyId",
                    "req.dBInstanceIdentifier",
                    "req.dBClusterIdentifier",
                    "req.clusterName",
                    "req.repositoryName",
                    "req.tableName",
                    "req.streamName",
                    "req.logGroupName",
                    "req.topicArn",
                    "req.queueUrl",
                    "req.stackName",
                    "req.modelId",
                    "req.snapshotId",
                    "req.volumeId",
                    "req.vpcId",
                    "req.groupId",
                    "req.detectorId",
                    "req.resourceArn",
                    "req.resourceId",
                    "req.arn",
                    "req.name",
                    "req.id",
                    "resources.ARN")
            .map(FieldPath::parse)
            .toList();

    private Sentences() {}

    public static Sentence of(CloudTrailRecord event, Outcome outcome) {
        boolean tried = outcome != Outcome.OK;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Kind.ACTOR, Identity.of(event.principal()).label()));
        parts.add(new Part(Kind.TEXT, tried ? " tried to " : " "));
        Optional<Template> template = Optional.ofNullable(TEMPLATES.get(NAMES.of(event)));
        template.ifPresentOrElse(known -> known.render(event.tree(), tried, parts), () -> called(event, tried, parts));
        if (event.principal().consequence()) {
            parts.add(new Part(Kind.TEXT, " through " + through(event)));
        }
        remark(event, tried, template).ifPresent(text -> {
            parts.add(new Part(Kind.TEXT, " "));
            parts.add(new Part(Kind.ERROR, "(" + text + ")"));
        });
        return new Sentence(joined(parts));
    }

    private static void called(CloudTrailRecord event, boolean tried, List<Part> parts) {
        String source = EventNames.shortSource(event.eventSource());
        String name = EventNames.withoutVersion(event.eventName());
        parts.add(new Part(Kind.TEXT, (tried ? "call " : "called ") + source + " " + name));
        TELLING.stream()
                .flatMap(path -> path.object(event.tree()).stream())
                .findFirst()
                .ifPresent(object -> {
                    parts.add(new Part(Kind.TEXT, " on "));
                    parts.addAll(object);
                });
    }

    private static String through(CloudTrailRecord event) {
        return event.principal().invokedBy().map(EventNames::shortSource).orElse("a service");
    }

    /** Why it did not work; else what the line adds. */
    private static Optional<String> remark(CloudTrailRecord event, boolean tried, Optional<Template> template) {
        if (!tried) {
            return template.flatMap(Template::remark);
        }
        Optional<String> cause = event.errorCode().or(event::errorMessage);
        return cause.isPresent() ? cause.map(text -> Text.shown(text, Part.MAX - 2)) : Optional.of("failed");
    }

    /** Words that meet become one part. */
    private static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        for (Part part : parts) {
            int last = joined.size() - 1;
            boolean words =
                    last >= 0 && part.kind() == Kind.TEXT && joined.get(last).kind() == Kind.TEXT;
            if (words && joined.get(last).text().length() + part.text().length() <= Part.MAX) {
                joined.set(last, new Part(Kind.TEXT, joined.get(last).text() + part.text()));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    private static Map<String, Template> load() {
        Map<String, Template> templates = new HashMap<>();
        for (String[] row : Shipped.rows("sentences.tsv")) {
            Optional<String> remark = row.length > 2 ? Optional.of(row[2]) : Optional.empty();
            templates.put(row[0], Template.parse(row[1], remark));
        }
        return Map.copyOf(templates);
    }
}
