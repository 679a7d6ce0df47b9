package io.stakeout.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import io.stakeout.containment.Arming;

/**
 * Whether plans change anything, as the bar of every page says it.
 *
 * @param arming empty when it could not be read: then nothing is claimed
 */
public record ArmingView(Optional<Arming> arming) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public boolean known() {
        return arming.isPresent();
    }

    public boolean armed() {
        return arming.map(Arming::armed).orElse(false);
    }

    /** For example {@code  until 14:00 UTC}; empty while unarmed. */
    public String until() {
        return arming.flatMap(Arming::disarmsAt)
                .map(at -> " until " + MINUTE.format(at) + " UTC")
                .orElse("");
    }

    public boolean killed() {
        return arming.map(Arming::killed).orElse(false);
    }

    /** Who pulled the kill switch, when and why, as one sentence; empty when nobody did. */
    public String kill() {
        return arming.filter(Arming::killed).map(ArmingView::kill).orElse("");
    }

    private static String kill(Arming arming) {
        String who = arming.killedBy().orElse("an admin");
        String when =
                arming.killedAt().map(ArmingView::second).map(" at "::concat).orElse("");
        return "%s pulled it%s: %s".formatted(who, when, arming.killedReason().orElse("no reason given"));
    }

    private static String second(Instant at) {
        return SECOND.format(at) + " UTC";
    }
}
