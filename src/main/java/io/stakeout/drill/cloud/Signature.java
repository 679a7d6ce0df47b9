package io.stakeout.drill.cloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature (version 4) of a request: what its {@code Authorization} header claims, and whether a secret makes it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
record Signature(
        String accessKeyId, String date, String region, String signingName, List<String> signedHeaders, String hex) {

    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=([A-Za-z0-9]{1,128})/(\\d{8})/([a-z0-9-]{1,40})/([a-z0-9-]{1,40})/aws4_request,\\s*"
            + "SignedHeaders=([a-z0-9;-]{1,2000}),\\s*"
            + "Signature=([0-9a-f]{64})");

    static Signature of(Incoming request) throws ApiError {
        String header = request.header("authorization")
                .orElseThrow(() ->
                        new ApiError("MissingAuthenticationToken", 403, "Request is missing Authentication Token"));
        Matcher matcher = HEADER.matcher(header.strip());
        if (!matcher.matches()) {
            throw new ApiError(
                    "IncompleteSignature", 400, "The Authorization header is no AWS signature of version 4.");
        }
        return new Signature(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                List.of(matcher.group(5).split(";")),
                matcher.group(6));
    }

    /** Refuses a request that wasn't signed with this secret, or whose body isn't the one that was signed. */
    void verify(Incoming request, String secret) throws ApiError {
        String payload = payloadHash(request);
        String canonical = canonical(request, payload);
        String time = request.header("x-amz-date").orElse("");
        String scope = String.join("/", date, region, signingName, "aws4_request");
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(utf8(canonical))));
        byte[] ours = utf8(hex(hmac(key(secret), toSign)));
        if (!time.startsWith(date) || !MessageDigest.isEqual(ours, utf8(hex))) {
            throw mismatch();
        }
    }

    private static ApiError mismatch() {
        return new ApiError(
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    /** S3 names the hash of its body, or says that the body is signed otherwise; the others sign the body itself. */
    private static String payloadHash(Incoming request) throws ApiError {
        String actual = hex(sha256(request.body()));
        String claimed = request.header("x-amz-content-sha256").orElse(actual);
        if (claimed.matches("[0-9a-f]{64}") && !claimed.equals(actual)) {
            throw new ApiError(
                    "XAmzContentSHA256Mismatch",
                    400,
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        return claimed;
    }

    private String canonical(Incoming request, String payload) {
        StringBuilder text = new StringBuilder(request.method())
                .append('\n')
                .append(signingName.equals("s3") ? request.path() : UriText.encodePath(request.path()))
                .append('\n')
                .append(UriText.canonicalQuery(request.query()))
                .append('\n');
        for (String name : signedHeaders) {
            String value = request.header(name).orElse("").strip().replaceAll(" +", " ");
            text.append(name).append(':').append(value).append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(payload)
                .toString();
    }

    private byte[] key(String secret) {
        byte[] key = utf8("AWS4" + secret);
        for (String part : Arrays.asList(date, region, signingName, "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
