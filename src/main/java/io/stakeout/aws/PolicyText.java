package io.stakeout.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** How IAM hands out documents: percent-encoded as RFC 3986 has it, in which a plus stands for itself. */
final class PolicyText {

    private PolicyText() {}

    static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
