package io.stakeout.drill.cloud.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Incoming;

/**
 * Takes a body out of its chunks. The seed signature in the request's header is checked with the request; the chunks' own
 * signatures are not, nor are trailing checksums.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring payload in multiple
 *     chunks</a>
 */
final class AwsChunked {

    private AwsChunked() {}

    static byte[] decode(Incoming request) throws ApiError {
        boolean chunked = request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
        return chunked ? decode(request.body()) : request.body();
    }

    private static byte[] decode(byte[] body) throws ApiError {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (true) {
            int end = endOfLine(body, at);
            String header = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int size = size(header);
            at = end + 2;
            if (size == 0) {
                return out.toByteArray();
            }
            if (size > body.length - at - 2) {
                throw broken();
            }
            out.write(body, at, size);
            at += size + 2;
        }
    }

    private static int endOfLine(byte[] body, int from) throws ApiError {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw broken();
    }

    private static int size(String header) throws ApiError {
        String hex = header.contains(";") ? header.substring(0, header.indexOf(';')) : header;
        if (!hex.matches("[0-9a-fA-F]{1,7}")) {
            throw broken();
        }
        return Integer.parseInt(hex, 16);
    }

    private static ApiError broken() {
        return new ApiError("IncompleteBody", 400, "The body's chunks don't fit together.");
    }
}
