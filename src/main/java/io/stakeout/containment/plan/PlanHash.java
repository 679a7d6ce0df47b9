package io.stakeout.containment.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What an approval is one of: SHA-256 over everything that a plan would do, each part preceded by its length. */
public final class PlanHash {

    private PlanHash() {}

    /** @param more what else belongs to it: of an undo, what it undoes */
    public static String of(Draft draft, String more) {
        MessageDigest digest = sha256();
        update(digest, draft.level().id());
        update(digest, draft.options().toString());
        update(digest, more);
        draft.steps()
                .forEach(step -> update(
                        digest,
                        List.of(step.call(), step.slot().id(), step.change(), step.renewal())
                                .toString()));
        draft.subjects()
                .forEach(subject -> update(digest, subject.id() + " " + subject.relation() + " " + subject.chosen()));
        draft.checklist().forEach(todo -> update(digest, todo.text()));
        draft.leftOut()
                .forEach(one -> update(digest, "left out " + one.subject().id() + " " + one.by() + " " + one.reason()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
