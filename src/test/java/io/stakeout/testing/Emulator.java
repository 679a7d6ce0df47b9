package io.stakeout.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/**
 * A server of tests in a process of its own, one for the whole virtual machine. Quarkus loads test classes by several
 * class loaders, so what runs is remembered in system properties.
 *
 * <p>A shell between us and the server waits for the end of its input and then ends the server: so it ends with this
 * virtual machine, however that ends, {@code kill -9} included.
 */
record Emulator(String name, List<String> command, Path directory, Map<String, String> environment) {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final String GUARD = "\"$@\" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server";
    private static final String PORT = "PORT";

    /** @return the port that it listens on; in command and environment {@code PORT} stands for it */
    int running() {
        String property = "test.emulator." + name;
        synchronized (System.getProperties()) {
            if (System.getProperty(property) == null) {
                int port = freePort();
                start(port);
                System.setProperty(property, Integer.toString(port));
            }
            return Integer.getInteger(property);
        }
    }

    private void start(int port) {
        List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, name));
        command.forEach(word -> guarded.add(word.equals(PORT) ? Integer.toString(port) : word));
        ProcessBuilder builder = new ProcessBuilder(guarded).directory(directory.toFile());
        environment.forEach((key, value) -> builder.environment().put(key, value.equals(PORT) ? "" + port : value));
        Path log = Path.of("target", name + ".log").toAbsolutePath();
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            Process process = builder.start();
            await(name).atMost(READY).until(() -> answers(port) || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended at once, see " + log);
            }
        } catch (IOException e) {
            throw new IllegalStateException(name + " can't be started", e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
