package io.stakeout.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher script, with a Java and a Maven that only tell how they were called. */
class LauncherTest {

    @TempDir
    Path temp;

    private Path jar;

    @BeforeEach
    void aCheckout() throws IOException {
        Files.copy(Path.of("stakeout"), temp.resolve("stakeout"), StandardCopyOption.COPY_ATTRIBUTES);
        jar = temp.resolve("target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createDirectories(temp.resolve("src/main"));
        Files.createFile(temp.resolve("pom.xml"));
        script("java/bin/java", javaOfVersion("17.0.15"));
        script("bin/mvn", "echo \"mvn $*\"; touch " + jar);
        Files.createFile(jar);
    }

    private static String javaOfVersion(String version) {
        return "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\"' >&2; exit; fi\n"
                + "echo \"java $*\"; echo \"from $STAKEOUT_CALLERS_DIR\"";
    }

    private void script(String name, String body) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void runsWhatIsBuiltFromAnyDirectory() throws Exception {
        Run run = launch("replay", "a file.json", "--speed", "2");

        assertThat(run.code).isZero();
        assertThat(run.output)
                .contains("-jar " + jar.toRealPath() + " replay a file.json --speed 2")
                .contains("from " + temp.resolve("java"))
                .doesNotContain("mvn");
    }

    @Test
    void buildsWhenASourceIsNewer() throws Exception {
        Path source = Files.createFile(temp.resolve("src/main/A.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        Run run = launch("serve");

        assertThat(run.output).contains("Building Stakeout").contains("mvn -q -B -DskipTests package");
    }

    @Test
    void buildsWhenNothingIsBuilt() throws Exception {
        Files.delete(jar);

        assertThat(launch("serve").output).contains("mvn -q").contains("java ");
    }

    @Test
    void aBuildThatFailsStartsNothing() throws Exception {
        Files.delete(jar);
        script("bin/mvn", "exit 1");

        Run run = launch("serve");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.output).contains("The build failed").doesNotContain("java ");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.2", "16")) {
            script("java/bin/java", javaOfVersion(version));

            Run run = launch("serve");

            assertThat(run.code).isEqualTo(1);
            assertThat(run.output).contains("but Stakeout needs 17 or newer").doesNotContain("-jar");
        }
    }

    @Test
    void anUnknownCommandIsOneSentence() throws Exception {
        Run run = launch("frob");

        assertThat(run.code).isEqualTo(2);
        assertThat(run.output).hasLineCount(1).contains("Unknown command 'frob'");
    }

    private record Run(int code, String output) {}

    private Run launch(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(temp.resolve("stakeout").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.resolve("java").toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", temp.resolve("java").toString());
        builder.environment().put("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }
}
