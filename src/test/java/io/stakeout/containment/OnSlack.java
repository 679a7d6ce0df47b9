package io.stakeout.containment;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

import io.stakeout.notify.slack.LoopbackSlack;
import io.stakeout.notify.slack.in.SlackPerson;

/** The stage of plans, with a Slack on loopback that sends to it over HTTP; deciding from there is off, as by default. */
public class OnSlack implements QuarkusTestProfile {

    private final OnTheCutStage stage = new OnTheCutStage();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return stage.getEnabledAlternatives();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(stage.getConfigOverrides());
        settings.put("stakeout.slack.bot-token", LoopbackSlack.TOKEN);
        settings.put("stakeout.slack.endpoint", LoopbackSlack.reserved().toString());
        settings.put("stakeout.slack.signing-secret", "the-signing-secret-before," + SlackPerson.SECRET);
        settings.put("stakeout.slack.workers", "2");
        settings.put("stakeout.slack.waiting", "8");
        return settings;
    }

    /** Where plans are decided on from Slack too. */
    public static final class Deciding extends OnSlack {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("stakeout.slack.approvals", "true");
            return settings;
        }
    }

    /** The same in an application of its own: nobody has used up what Slack allows within a minute. */
    public static final class Telling extends OnSlack {
        @Override
        public Map<String, String> getConfigOverrides() {
            return new Deciding().getConfigOverrides();
        }
    }
}
