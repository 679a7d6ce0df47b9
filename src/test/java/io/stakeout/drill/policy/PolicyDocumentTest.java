package io.stakeout.drill.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.drill.policy.PolicyDocument.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyDocumentTest {

    static Stream<Arguments> malformed() throws IOException {
        try (InputStream in = PolicyDocumentTest.class.getResourceAsStream("malformed.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().map(line -> Arguments.of((Object[]) line.split("\t")));
        }
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatAwsWouldRefuseIsRefusedWithItsWords(Kind kind, String json, String message) {
        assertThatThrownBy(() -> PolicyDocument.parse(json, kind))
                .isInstanceOf(MalformedPolicy.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*:*\",\"Resource\":\"*\"}}",
                "{\"Statement\":[{\"Sid\":\"\",\"Effect\":\"Deny\",\"NotAction\":[\"iam:*\"],\"NotResource\":[\"arn:aws:s3:::b\"]}]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{}}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"ForAllValues:NotIpAddressIfExists\":{\"aws:SourceIp\":\"::/0\"},"
                        + "\"Null\":{\"aws:userid\":false}}}}",
            })
    void whatAwsAcceptsIsAccepted(String json) throws MalformedPolicy {
        assertThat(PolicyDocument.parse(json, Kind.IDENTITY).kind()).isEqualTo(Kind.IDENTITY);
    }

    @Test
    void aDocumentThatNestsWithoutEndIsRefused() {
        String json = "{\"Statement\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}";

        assertThatThrownBy(() -> PolicyDocument.parse(json, Kind.IDENTITY)).isInstanceOf(MalformedPolicy.class);
    }

    @Test
    void aDocumentWithoutEndIsRefused() {
        String json = "{\"Statement\":" + " ".repeat(140_000) + "{}}";

        assertThatThrownBy(() -> PolicyDocument.parse(json, Kind.IDENTITY))
                .isInstanceOf(MalformedPolicy.class)
                .hasMessageContaining("131072");
    }

    @Test
    void theErrorOfUnreadableJsonDoesNotRepeatIt() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"secret\": hunter2}", Kind.IDENTITY))
                .isInstanceOf(MalformedPolicy.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
