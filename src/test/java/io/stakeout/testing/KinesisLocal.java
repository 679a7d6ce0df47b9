package io.stakeout.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;

/**
 * One kinesis-local for the whole virtual machine: a Kinesis that can reshard and push (SubscribeToShard), on a loopback
 * port. Slow: judge no latency on it.
 */
public final class KinesisLocal {

    private static final Path HOME = Path.of("src/test/emulators/node_modules/kinesis-local");

    private KinesisLocal() {}

    /** Its address; the test is skipped where it isn't installed. */
    public static URI require() {
        Assumptions.assumeTrue(
                Files.exists(HOME.resolve("main.js")),
                "needs kinesis-local: npm ci in src/test/emulators, or .ci/install");
        Map<String, String> environment = Map.of(
                "KINESIS_MOCK_PLAIN_PORT", "PORT", "KINESIS_MOCK_TLS_PORT", Integer.toString(Emulator.freePort()));
        int port =
                new Emulator("kinesis-local", List.of("node", "main.js"), HOME.toAbsolutePath(), environment).running();
        return URI.create("http://127.0.0.1:" + port);
    }
}
