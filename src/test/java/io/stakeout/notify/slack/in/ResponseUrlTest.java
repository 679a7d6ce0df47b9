package io.stakeout.notify.slack.in;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/commands/T1/2/3, true",
        "https://hooks.slack.com/actions/T1/2/3, true",
        "https://hooks.slack-gov.com/actions/T1/2/3, true",
        "http://hooks.slack.com/commands/T1/2/3, false",
        "https://hooks.slack.com:8443/commands/T1/2/3, false",
        "https://hooks.slack.com@evil.example.org/, false",
        "https://evil@hooks.slack.com/, false",
        "https://hooks.slack.com.evil.example.org/, false",
        "https://evil.example.org/hooks.slack.com, false",
        "https://169.254.169.254/latest/meta-data, false",
        "http://127.0.0.1:8080/api/mode, false",
        "file:///etc/passwd, false",
        "/api/mode, false",
        "'https://hooks.slack.com/a b', false",
        "'', false"
    })
    void answersGoToSlackOnly(String address, boolean slacks) {
        assertThat(Replies.slacks(address, Optional.empty()).isPresent()).isEqualTo(slacks);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9999/api/response/1, true",
        "http://127.0.0.1:9998/api/response/1, false",
        "https://127.0.0.1:9999/api/response/1, false",
        "https://hooks.slack.com/commands/T1/2/3, false"
    })
    void inARehearsalTheyGoToWhatIsInSlacksPlaceOnly(String address, boolean taken) {
        URI endpoint = URI.create("http://127.0.0.1:9999/api/");

        assertThat(Replies.slacks(address, Optional.of(endpoint)).isPresent()).isEqualTo(taken);
    }
}
