package io.stakeout.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Assumptions;

/**
 * The {@code aws} command against one endpoint. It knows nothing of the machine's own accounts: neither profiles nor
 * credentials nor proxies of whoever runs the tests.
 *
 * @param home of the command, and the directory that it runs in
 * @param credentials the variables that hold a key
 */
public record AwsCommandLine(Path program, URI endpoint, Path home, Map<String, String> credentials) {

    private static final long LONGEST_SECONDS = 60;

    /** What became of a command. */
    public record Outcome(int exit, String out, String error) {

        /** What it printed, as JSON; nothing is an empty object. */
        public JsonNode json() throws IOException {
            return new JsonMapper().readTree(out.isBlank() ? "{}" : out);
        }
    }

    /** The test is skipped where the command isn't installed. */
    public static AwsCommandLine require(URI endpoint, Path home) {
        Optional<Path> program = Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of(".emulators/awscli/bin"))
                .map(directory -> Path.of(directory, "aws").toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                program.isPresent(),
                "needs the aws command: apt-get install awscli, pip install awscli, or .ci/install");
        return new AwsCommandLine(program.orElseThrow(), endpoint, home, Map.of());
    }

    /** The same with a long-term key. */
    public AwsCommandLine as(String keyId, String secret) {
        return new AwsCommandLine(
                program, endpoint, home, Map.of("AWS_ACCESS_KEY_ID", keyId, "AWS_SECRET_ACCESS_KEY", secret));
    }

    /** The same with the credentials that an answer of STS holds. */
    public AwsCommandLine as(JsonNode made) {
        return new AwsCommandLine(
                program,
                endpoint,
                home,
                Map.of(
                        "AWS_ACCESS_KEY_ID", made.path("AccessKeyId").asText(),
                        "AWS_SECRET_ACCESS_KEY", made.path("SecretAccessKey").asText(),
                        "AWS_SESSION_TOKEN", made.path("SessionToken").asText()));
    }

    /**
     * Runs the command and waits for its end.
     *
     * @param arguments separated by single spaces; none of them holds one
     * @param more arguments that may hold any character
     */
    public Outcome run(String arguments, String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "--endpoint-url", endpoint.toString(), "--output", "json"));
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.addAll(Arrays.asList(more));
        Path out = Files.createTempFile(home, "aws", ".out");
        Path error = Files.createTempFile(home, "aws", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(error.toFile());
        isolate(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("aws " + arguments + " doesn't end");
        }
        return new Outcome(process.exitValue(), read(out), read(error));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.matches("(?i).*_proxy"));
        environment.put("HOME", home.toString());
        environment.put("AWS_CONFIG_FILE", home.resolve("no-config").toString());
        environment.put(
                "AWS_SHARED_CREDENTIALS_FILE", home.resolve("no-credentials").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_PAGER", "");
        environment.putAll(credentials);
    }

    @Override
    public String toString() {
        return "AwsCommandLine[" + program + "]";
    }
}
