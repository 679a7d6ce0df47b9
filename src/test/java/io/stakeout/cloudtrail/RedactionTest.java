package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessionToken",
                "SessionToken",
                "session_token",
                "secretAccessKey",
                "SecretAccessKey",
                "password",
                "Password",
                "masterUserPassword",
                "newPassword",
                "passwordData",
                "secretString",
                "SecretString",
                "secretBinary",
                "plaintext",
                "PlaintextKey",
                "serviceApiKeyValue",
                "servicePassword",
                "serviceCredentialSecret",
                "SigninToken",
                "idToken",
                "accessToken",
                "refreshToken",
                "x-amz-security-token",
                "X-Amz-Security-Token",
                "X-Amz-Signature",
                "userData",
                "webIdentityToken",
                "SAMLAssertion",
                "privateKey",
                "keyMaterial",
                "Authorization",
                "sessi\\u006fnToken"
            })
    void theValueOfASecretKeyIsReplacedAtAnyDepth(String key) {
        String before = "{'a':[{'" + key + "' : ";
        String after = " , 'b':'c' }],'z':1}";
        assertThat(redacted(before + "'hunter2'" + after)).isEqualTo(plain(before + "'[redacted]'" + after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientToken",
                "clientRequestToken",
                "nextToken",
                "accessKeyId",
                "passwordResetRequired",
                "keyId",
                "secretId",
                "sessionCredentialFromConsole",
                "userName",
                "mfaAuthenticated",
                "X-Amz-Credential"
            })
    void otherKeysStay(String key) {
        String json = "{'" + key + "':'hunter2'}";
        assertThat(redacted(json)).isEqualTo(plain(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'password':{'a':['b',{'c':'}'}]},'x':1} | {'password':'[redacted]','x':1}",
                "{'password':[1,[2]] } | {'password':'[redacted]' }",
                "{'password':[],'token':{}} | {'password':'[redacted]','token':'[redacted]'}",
                "{'password':12.50e3} | {'password':'[redacted]'}",
                "{'password': -7 ,'x':1} | {'password': '[redacted]' ,'x':1}",
                "{'password':true,'token':null} | {'password':true,'token':null}",
                "{'password':''} | {'password':'[redacted]'}",
                "{'password':'a','password':'b'} | {'password':'[redacted]','password':'[redacted]'}",
                "[{'password':'a'}] | [{'password':'[redacted]'}]",
                "'text' | 'text'",
            })
    void valuesOfAnyShapeAreReplaced(String json, String expected) {
        assertThat(redacted(json)).isEqualTo(plain(expected));
    }

    @Test
    void allOtherBytesStayAsTheyCame() {
        String hostile = "{ 'n':" + "7".repeat(200_000) + ",'dup':1,'dup':2,'s':'\\ud800\\u0000\\/','é€🚀':'é€🚀',\n\t";
        String json = hostile + "'é':{'sessionToken':'sécret\\\"€🚀'},'end':'ü'}";
        assertThat(redacted(json)).isEqualTo(plain(json.replace("sécret\\\"€🚀", "[redacted]")));
    }

    @Test
    void longSecretsAndDeepOnesAreFound() {
        String secret = "s".repeat(100_000);
        String json = "{'a':".repeat(3_900) + "{'token':'" + secret + "'}" + "}".repeat(3_900);
        assertThat(redacted(json)).isEqualTo(plain(json.replace(secret, "[redacted]")));
    }

    @Test
    void deepValuesUnderASecretKeyAreReplacedWhole() {
        assertThat(redacted("{'token':" + "[".repeat(3_900) + "]".repeat(3_900) + ",'x':1}"))
                .isEqualTo(plain("{'token':'[redacted]','x':1}"));
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheCut() {
        assertThat(redacted("\ufeff{'é':1,'token':'a' }")).isEqualTo(plain("\ufeff{'é':1,'token':'[redacted]' }"));
    }

    @Test
    void twiceIsOnce() {
        byte[] once = Redaction.redact(Records.bytes("{'token':'a'}"));
        assertThat(Redaction.redact(once)).isEqualTo(once);
    }

    @Test
    void whatIsNotJsonIsUnreadableAndNotPassedOn() {
        assertThatThrownBy(() -> redacted("{'token':'a'")).isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> redacted("{'token':'a'} x")).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void theShippedAttackKeepsAllButItsTokens() {
        assertThat(Records.demo()).allSatisfy(record -> {
            String raw = new String(record.raw(), StandardCharsets.UTF_8);
            String expected = raw.replaceAll("(\"(?:sessionToken|userData)\":)\"[^\"]*\"", "$1\"[redacted]\"");
            assertThat(new String(Redaction.redact(record.raw()), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        });
    }

    @Test
    void aRecordIsMovedInTimeAndNothingElseChanges() {
        Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
        String json = "{'a':{'eventTime':'x'},'é' : [1,'eventTime'], 'eventTime' : '2023-07-10T11:42:18Z' ,'z':1}";
        String moved = new String(Retimed.withEventTime(Records.bytes(json), now), StandardCharsets.UTF_8);
        assertThat(moved).isEqualTo(plain(json.replace("2023-07-10T11:42:18Z", "2026-01-02T03:04:05Z")));
    }

    @Test
    void aRecordWithoutATimeStringIsNotMoved() {
        for (String json : new String[] {"{}", "{'eventTime':7}", "{'a':{'eventTime':'x'}}"}) {
            assertThat(Retimed.withEventTime(Records.bytes(json), Instant.EPOCH))
                    .isEqualTo(Records.bytes(json));
        }
    }

    private static String redacted(String json) {
        return new String(Redaction.redact(Records.bytes(json)), StandardCharsets.UTF_8);
    }

    private static String plain(String json) {
        return json.replace('\'', '"');
    }
}
