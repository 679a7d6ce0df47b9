package io.stakeout.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The application with channels that go to this machine; the same for all tests, so that it is started once. */
public final class WithListener implements QuarkusTestProfile {

    /** Where the webhook of the application goes. Nobody listens there until a test does. */
    public static int port() {
        // the profile and the test are loaded by different loaders
        String property = "test.notify.port";
        if (System.getProperty(property) == null) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(property, Integer.toString(free.getLocalPort()));
            } catch (IOException e) {
                throw new IllegalStateException("no free port", e);
            }
        }
        return Integer.getInteger(property);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>();
        all.put("test.notify.listening", "true");
        all.put("stakeout.notify.webhook.url", "http://127.0.0.1:" + port() + "/hook");
        all.put("stakeout.notify.webhook.secret", "a-secret-of-sixteen-and-more");
        all.put("stakeout.notify.webhook.every", "100ms");
        all.put("stakeout.notify.channel-pause", "1s");
        all.put("stakeout.notify.first-pause", "200ms");
        all.put("stakeout.notify.anchors", "webhook");
        all.put("stakeout.notify.email.from", "stakeout@example.org");
        all.put("stakeout.notify.email.to", "duty@example.org");
        all.put("stakeout.signals.teams", "src/test/resources/io/stakeout/signal/playbook/teams-good/teams.yaml");
        return all;
    }
}
