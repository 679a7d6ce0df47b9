package io.stakeout.web.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are given to paste is pasted, into bash, with openssl and curl. */
@QuarkusTest
@WithPostgres
class SignalExampleTest {

    @Test
    void theExampleOfThePageWorksWithASourceOfOnesOwn() throws Exception {
        SignalExample example = new SignalExample("http://localhost:" + RestAssured.port, "siem", false);
        String answer = pasted("STAKEOUT_SIGNALS_SECRETS_SIEM=second-secret-of-siem\n" + example.script());
        assertThat(answer).contains("\"outcome\":\"opened\"");
        assertThat(pasted("STAKEOUT_SIGNALS_SECRETS_SIEM=second-secret-of-siem\n" + example.script()))
                .as("pasted once more")
                .isEqualTo(answer);
        assertThat(pasted("STAKEOUT_SIGNALS_SECRETS_SIEM=a-wrong-secret-of-siem\n" + example.script()))
                .contains("Not signed");
    }

    /** The drill's own source is refused outside of a drill, so another one takes its place. */
    @Test
    void theExampleOfTheReadmeIsTheOneOfThePageInADrill() throws IOException {
        String drill = SignalExample.of("http://127.0.0.1:8080", true).script();
        assertThat(Files.readString(Path.of("README.md"))).contains("```\n" + drill + "\n```");
    }

    private static String pasted(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
