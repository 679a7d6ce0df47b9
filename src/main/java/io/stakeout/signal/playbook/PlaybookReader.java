package io.stakeout.signal.playbook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stakeout.containment.plan.Level;
import io.stakeout.signal.pattern.EventPattern;
import io.stakeout.signal.pattern.PrincipalPattern;
import io.stakeout.signal.yaml.Members;
import io.stakeout.signal.yaml.Part;
import io.stakeout.signal.yaml.YamlFile;

/** Reads a playbook from its file. Whatever it doesn't know it refuses, with the line. */
public final class PlaybookReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MAX_PRIORITY = 1_000;
    private static final int DEFAULT_PRIORITY = 50;
    private static final int MAX_ENTRIES = 200;
    private static final int MAX_TEXT = 500;

    private PlaybookReader() {}

    /** @throws io.stakeout.signal.yaml.Refused with the line and the reason */
    public static Playbook read(byte[] yaml, String file, boolean shipped) {
        Members all = YamlFile.read(yaml).members("name", "when", "unless", "then", "priority");
        String name = name(all.need("name"));
        When when = when(all.need("when"));
        List<Exemption> unless = all.maybe("unless")
                .map(list -> list.list(MAX_ENTRIES).stream()
                        .map(PlaybookReader::exemption)
                        .toList())
                .orElse(List.of());
        Then then = ThenReader.read(all.need("then"));
        int priority =
                all.maybe("priority").map(part -> part.whole(0, MAX_PRIORITY)).orElse(DEFAULT_PRIORITY);
        return new Playbook(name, priority, file, shipped, sha256(yaml), when, unless, then);
    }

    private static String sha256(byte[] yaml) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(yaml));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String name(Part part) {
        String name = part.text(MAX_TEXT);
        if (!NAME.matcher(name).matches()) {
            throw part.refused("a name is up to 64 small letters, digits and dashes");
        }
        return name;
    }

    private static When when(Part part) {
        Members when = part.members("pattern", "threshold");
        Optional<EventPattern> pattern = when.maybe("pattern").map(EventPattern::of);
        Optional<EventPattern> threshold = when.maybe("threshold").map(Threshold::read);
        if (pattern.isEmpty() && threshold.isEmpty()) {
            throw part.refused("a playbook needs a pattern, a threshold, or both");
        }
        return new When(pattern, threshold);
    }

    /** Without owner or end it is read, and doesn't count: the ruling says so. */
    private static Exemption exemption(Part part) {
        Members entry = part.members("principal", "owner", "until", "why");
        Part principal = entry.need("principal");
        String text = principal.text(MAX_TEXT);
        if (text.chars().allMatch(c -> c == '*')) {
            throw principal.refused("this would be everybody");
        }
        return new Exemption(
                new PrincipalPattern(text),
                entry.maybe("owner").map(owner -> owner.text(MAX_TEXT)),
                entry.maybe("until").map(Part::date),
                entry.maybe("why").map(why -> why.text(MAX_TEXT)));
    }

    /** A level of which something is executed or done, up to a hardest one. */
    static Level level(Part part, Level most) {
        Part id = part.members("level").need("level");
        Level level = id.oneOf(Level::byId, "L1 to " + most.id());
        if (level == Level.OBSERVE || !most.atLeast(level)) {
            throw id.refused("one of L1 to " + most.id() + " is expected here");
        }
        return level;
    }
}
