package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.security.auth.module.UnixSystem;

/**
 * Runs PostgreSQL's programs. PostgreSQL refuses to run as root; for root they run in a user namespace of their own, in
 * which the account is nobody but still owns root's files.
 */
final class PostgresProgram {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 5;

    private final PostgresBinaries binaries;
    private final Path output;

    /** @param output a file for what the programs print; overwritten by each run */
    PostgresProgram(PostgresBinaries binaries, Path output) {
        this.binaries = binaries;
        this.output = output;
    }

    /** @throws IOException when the program fails or takes longer than the limit; says what it printed last */
    void run(Duration limit, String program, List<String> arguments) throws IOException {
        Process process = start(program, arguments);
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
                throw new IOException(program + " took longer than " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed: " + tail(output));
        }
    }

    private Process start(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "--user", "--"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "it printed nothing";
        }
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join("; ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
