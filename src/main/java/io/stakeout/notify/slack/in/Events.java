package io.stakeout.notify.slack.in;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** What happens in the workspace without anybody asking us. Only what ends our access there is acted on: it is said. */
@ApplicationScoped
class Events {

    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final Set<String> ENDS = Set.of("tokens_revoked", "app_uninstalled");

    private final Acts acts;
    private final InboundState state;

    Events(Acts acts, InboundState state) {
        this.acts = acts;
        this.state = state;
    }

    void happened(Call.Event event) {
        try {
            if (acts.first(event.id()) && ENDS.contains(event.type())) {
                LOG.warnf("Slack ended our access event=%s", event.type());
                state.trouble(
                        "Slack says " + event.type() + ": it takes nothing from Stakeout any more. Install the app"
                                + " again and set STAKEOUT_SLACK_BOT_TOKEN to its new bot token. The room goes on.");
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "an event of Slack's was not noted type=%s", event.type());
        }
    }
}
