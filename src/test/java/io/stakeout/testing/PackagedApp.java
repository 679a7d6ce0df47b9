package io.stakeout.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged application in a process of its own, as people start it. Closing it stops it with everything it started. */
public final class PackagedApp implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final Duration EXIT_LIMIT = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile("^Stakeout is ready: (\\S+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path output;
    private final Path errors;

    private PackagedApp(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** @param environment beside the inherited one, of which everything that would configure us is removed */
    public static PackagedApp start(Map<String, String> environment, String... args) throws IOException {
        assertThat(JAR).as("run mvn package first").exists();
        Path output = Files.createTempFile("stakeout-", ".out");
        Path errors = Files.createTempFile("stakeout-", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|STAKEOUT|AWS)_.*"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(environment);
        return new PackagedApp(builder.start(), output, errors);
    }

    /** The address that it printed. */
    public String awaitReady() {
        await().atMost(READY_LIMIT).until(() -> address() != null || !process.isAlive());
        assertThat(address()).as("%s%n%s", output(), errors()).isNotNull();
        return address();
    }

    private String address() {
        Matcher ready = READY.matcher(output());
        return ready.find() ? ready.group(1) : null;
    }

    public boolean ready() {
        return address() != null;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int awaitExit() {
        try {
            assertThat(process.waitFor(EXIT_LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("ended within %s: %s", EXIT_LIMIT, output())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a power cut of this one process: nothing of it gets to tidy up. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As a service manager does. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    public String output() {
        return read(output);
    }

    public String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        terminate();
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
    }
}
