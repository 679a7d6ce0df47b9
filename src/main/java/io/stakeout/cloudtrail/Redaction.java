package io.stakeout.cloudtrail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Takes secrets out of a record before it is stored or shown. Works on the bytes: all but the secret values stays as it
 * came, to the byte (duplicate keys, numbers of any length, escapes of lone surrogates), so that the record is still
 * evidence.
 *
 * <p>What is secret is told by the key, at any depth, without regard to case, {@code -} and {@code _}, and however the
 * key is escaped. Strings, numbers, arrays and objects under such a key are replaced; booleans and null say nothing and
 * stay. The masks of CloudTrail itself ({@code HIDDEN_DUE_TO_SECURITY_REASONS}, {@code ****}) may be replaced as well.
 * Idempotency tokens ({@code clientToken}, {@code clientRequestToken}) and page tokens ({@code nextToken}) are no
 * secrets.
 *
 * <p>Limit: documents and addresses <em>inside</em> strings (a policy document, a URL with a signature in its query, a
 * command line) are not looked into.
 */
public final class Redaction {

    private static final byte[] REDACTED = "\"[redacted]\"".getBytes(StandardCharsets.US_ASCII);

    /** Keys in lower case without - and _. */
    private static final Set<String> SECRET_KEYS = Set.of(
            // AWS credentials and what AWS hands out beside them
            "sessiontoken",
            "secretaccesskey",
            "secretkey",
            "passworddata",
            "serviceapikeyvalue",
            "servicecredentialsecret",
            "base32stringseed",
            "qrcodepng",
            "authenticationcode1",
            "authenticationcode2",
            "tokencode",
            "signintoken",
            // secrets and keys kept in AWS
            "secretstring",
            "secretbinary",
            "plaintext",
            "plaintextkey",
            "privatekeyplaintext",
            "privatekey",
            "keymaterial",
            "clientsecret",
            // tokens of other parties
            "token",
            "tokenvalue",
            "idtoken",
            "accesstoken",
            "refreshtoken",
            "bearertoken",
            "oauthtoken",
            "authtoken",
            "authorizationtoken",
            "webidentitytoken",
            "samlassertion",
            "authorization",
            "cookie",
            // signed requests
            "xamzsecuritytoken",
            "xamzsignature",
            "signature",
            "securitytoken",
            "presignedurl",
            "authorizedurl",
            // start-up scripts are full of passwords
            "userdata");

    private static final String ANY_PASSWORD = "password";

    private Redaction() {}

    /**
     * A copy without secrets; the same array when there are none.
     *
     * @param utf8 one JSON document
     * @throws UnreadableRecordException when it is none, or nested beyond 4,000 levels
     */
    public static byte[] redact(byte[] utf8) {
        return Json.walk(utf8, parser -> {
            Splice splice = new Splice(utf8);
            boolean found = false;
            int depth = parser.currentToken().isStructStart() ? 1 : 0;
            while (depth > 0) {
                JsonToken token = next(parser);
                if (token == JsonToken.FIELD_NAME && isSecret(parser.currentName())) {
                    found |= replaceValue(parser, splice);
                } else if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
            }
            return found ? splice.finish() : utf8;
        });
    }

    private static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new UnreadableRecordException("The record is cut off.");
        }
        return token;
    }

    private static boolean replaceValue(JsonParser parser, Splice splice) throws IOException {
        JsonToken value = next(parser);
        if (value.isBoolean() || value == JsonToken.VALUE_NULL) {
            return false;
        }
        int begin = Splice.begin(parser);
        parser.skipChildren();
        splice.replace(begin, Splice.end(parser), REDACTED);
        return true;
    }

    private static boolean isSecret(String key) {
        String plain = key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
        return SECRET_KEYS.contains(plain) || plain.endsWith(ANY_PASSWORD);
    }
}
