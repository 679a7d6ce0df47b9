package io.stakeout.testing;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** One moto for the whole virtual machine: Kinesis, DynamoDB, CloudWatch Logs, STS and more on one loopback port. */
public final class MotoServer {

    private MotoServer() {}

    /** Its address; the test is skipped where moto isn't installed. */
    public static URI require() {
        Optional<Path> program = program();
        Assumptions.assumeTrue(program.isPresent(), "needs moto_server: pip install 'moto[server]', or .ci/install");
        List<String> command = List.of(program.orElseThrow().toString(), "-H", "127.0.0.1", "-p", "PORT");
        int port = new Emulator("moto", command, Path.of("").toAbsolutePath(), Map.of()).running();
        return URI.create("http://127.0.0.1:" + port);
    }

    /** On the path, or where .ci/install puts it. */
    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of(".emulators/moto/bin"))
                .map(directory -> Path.of(directory, "moto_server").toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
