package io.stakeout.notify.slack;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import io.stakeout.notify.Delivery;

/**
 * What follows from a trouble for the outbox. Pure.
 *
 * <p>What isn't Slack's fault holds one row; what an admin has to mend, or Slack itself, holds all of them and loses none; what
 * is wrong with one message alone makes it a dead letter.
 */
final class Troubles {

    /** An admin has to do something: there is no use in trying much sooner. */
    private static final Duration MENDED = Duration.ofMinutes(1);

    private static final Set<String> OF_THE_CHANNEL =
            Set.of("is_archived", "channel_not_found", "not_in_channel", "restricted_action");

    private Troubles() {}

    /** @param shared whether all incidents are told in that channel */
    static Delivery settled(boolean shared, Supplier<Delivery> telling) {
        try {
            return telling.get();
        } catch (HeldBack held) {
            return new Delivery.Held(held.pause(), held.getMessage());
        } catch (SlackTrouble.NotYet notYet) {
            return new Delivery.Held(notYet.waiting(), notYet.getMessage());
        } catch (SlackTrouble.Limited limited) {
            return Delivery.paused(limited.waiting(), limited.getMessage());
        } catch (SlackTrouble.Down down) {
            return Delivery.paused(down.getMessage());
        } catch (SlackTrouble.Refused refused) {
            SlackError error = refused.error();
            return error.ofTheApp() || shared && OF_THE_CHANNEL.contains(error.code())
                    ? Delivery.paused(MENDED, refused.getMessage())
                    : Delivery.refused(refused.getMessage());
        }
    }
}
