package io.stakeout.containment;

import java.util.Map;

import io.stakeout.notify.slack.LoopbackSlack;

/** The same stage, which Slack can't reach: it opens a socket itself. */
public final class OnSlackSocket extends OnSlack {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.remove("stakeout.slack.signing-secret");
        settings.put("stakeout.slack.app-token", LoopbackSlack.APP_TOKEN);
        return settings;
    }
}
