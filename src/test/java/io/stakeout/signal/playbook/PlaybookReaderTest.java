package io.stakeout.signal.playbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.stakeout.signal.yaml.Mistake;
import io.stakeout.signal.yaml.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** What is taken as a playbook, and with which line and reason the rest is refused. */
class PlaybookReaderTest {

    @TestFactory
    Stream<DynamicTest> goodFilesAreTaken() {
        return Tables.files("good").stream()
                .map(file -> dynamicTest(
                        name(file),
                        () -> assertThat(read(Tables.bytes(file)).name() + ".yaml")
                                .isEqualTo(name(file))));
    }

    @TestFactory
    Stream<DynamicTest> badFilesAreRefusedWithLineAndReason() {
        return Tables.files("bad").stream()
                .map(file -> dynamicTest(
                        name(file),
                        () -> assertThat(refusal(Tables.bytes(file))).startsWith(Tables.expected(file))));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        byte[] large = ("name: x\n#" + "x".repeat(64 * 1024)).getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(large)).isEqualTo("0: the file is larger than 64 KB");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThat(refusal(new byte[] {'n', (byte) 0xC3, '('})).isEqualTo("0: the file is not UTF-8");
    }

    @Test
    void aControlCharacterIsRefused() {
        assertThat(refusal("name: \u0000".getBytes(StandardCharsets.UTF_8))).startsWith("0: this is no YAML");
    }

    @Test
    void aPlaybookSaysWhatItDoes() {
        Playbook leaked = read(Tables.bytes(Tables.files("good").get(1)));

        assertThat(leaked.sentence())
                .isEqualTo("Records it; opens or joins an incident, severity from the score, following full;"
                        + " names whom to tell: whoever owns it; asks for 1 thing by a checklist; drafts a plan L2;"
                        + " has a plan L2 go on without a person, if nothing speaks against it; leaves that to people after a verdict of benign;"
                        + " only records it after 3 verdicts of benign.");
    }

    @Test
    void theExampleOfThePageIsTaken() throws IOException {
        assertThat(read(example("name: leaked-key")).name()).isEqualTo("leaked-key");
    }

    /** The block of YAML in the page that begins so. */
    private static byte[] example(String begins) throws IOException {
        String page = Files.readString(Path.of("docs/signals.md"));
        int start = page.indexOf("```yaml\n" + begins) + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start)).getBytes(StandardCharsets.UTF_8);
    }

    private static Playbook read(byte[] yaml) {
        return PlaybookReader.read(yaml, "x.yaml", false);
    }

    private static String refusal(byte[] yaml) {
        Refused refused = catchThrowableOfType(Refused.class, () -> read(yaml));
        assertThat(refused).as("it is refused").isNotNull();
        assertThat(Mistake.of("x.yaml", refused).toString()).startsWith("x.yaml:");
        return refused.line() + ": " + refused.reason();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
