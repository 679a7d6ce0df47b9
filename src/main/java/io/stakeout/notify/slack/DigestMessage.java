package io.stakeout.notify.slack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.stakeout.notify.Counts;
import io.stakeout.notify.Digest;
import io.stakeout.notify.NotifyJson;
import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * What an incident has recorded since the last digest: all of it counted, the most telling of it in at most ten lines.
 * Pure.
 */
final class DigestMessage {

    static final int MOST_LINES = 10;

    private static final int FOOT = 500;

    private DigestMessage() {}

    private record Group(CallLine first, List<CallLine> all) {}

    /**
     * @param cutOff after which a call that succeeds is marked
     * @param remark something about this digest itself, in our own words
     */
    static Message of(Digest digest, Optional<Instant> cutOff, Optional<String> remark, RoomAddress address) {
        List<Group> groups = groups(digest, cutOff);
        List<Group> shown = groups.subList(0, Math.min(MOST_LINES, groups.size()));
        List<Block> blocks = new ArrayList<>();
        remark.ifPresent(text ->
                blocks.add(Block.Context.of(Writing.within(FOOT).own(text).words())));
        blocks.add(new Block.Section(body(digest, shown)));
        long told = shown.stream().mapToLong(group -> group.all().size()).sum();
        blocks.add(Block.Context.of(foot(digest, told, address)));
        return new Message("Incident #" + digest.room().id() + ": " + counted(digest.counts()), blocks);
    }

    /** The most telling come first from the outbox's choice; what is alike is one line. Shown in the order of the room. */
    private static List<Group> groups(Digest digest, Optional<Instant> cutOff) {
        Map<String, Group> byLikeness = new LinkedHashMap<>();
        digest.entries().stream()
                .map(entry -> new CallLine(NotifyJson.read(entry.json()), cutOff))
                .filter(line -> !line.ofTheRoomAlone())
                .forEach(line -> byLikeness
                        .computeIfAbsent(line.alike(), key -> new Group(line, new ArrayList<>()))
                        .all()
                        .add(line));
        List<Group> groups = new ArrayList<>(byLikeness.values());
        if (groups.size() > MOST_LINES) {
            groups.sort(Comparator.comparingInt(group -> group.first().weight()));
            groups = new ArrayList<>(groups.subList(0, MOST_LINES));
        }
        groups.sort(Comparator.comparing(group -> group.first().at()));
        return groups;
    }

    private static Words.Marked body(Digest digest, List<Group> shown) {
        Writing writing = Writing.within(Limits.SECTION_TEXT);
        writing.own(counted(digest.counts()));
        digest.newestEvent().ifPresent(at -> writing.own(", the newest at " + Clockwork.second(at) + " UTC"));
        shown.forEach(
                group -> writing.line().put(group.first().words(group.all().size())));
        return writing.words();
    }

    private static Words.Marked foot(Digest digest, long told, RoomAddress address) {
        long entries = digest.upto() - digest.after();
        Writing writing = Writing.within(FOOT);
        if (entries > told) {
            writing.own("and " + (entries - told) + " more → ");
        }
        address.write(writing, digest.room().id());
        return writing.own(" · rows " + (digest.after() + 1) + " to " + digest.upto())
                .words();
    }

    /** All numbers of a digest; over all digests they add up to those of the room. */
    static String counted(Counts counts) {
        long others = counts.entries() - counts.calls();
        StringBuilder text = new StringBuilder();
        text.append(counts.calls()).append(counts.calls() == 1 ? " call" : " calls");
        if (counts.calls() > 0) {
            text.append(" (" + counts.reads() + " read, " + counts.writes() + " write, " + counts.identities()
                    + " identity, " + counts.tampers() + " tamper; " + counts.denied() + " denied)");
        }
        if (counts.past() > 0) {
            text.append(", " + counts.past() + " of them found in the past");
        }
        if (others > 0) {
            text.append(", " + others + (others == 1 ? " other row" : " other rows"));
        }
        return text.toString();
    }
}
