package io.stakeout.ingest.scan;

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** Where the character at a byte outside of ASCII ends. */
    static int next(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return continued(bytes, at, 1);
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            boolean ok = (lead != 0xe0 || second >= 0xa0) && (lead != 0xed || second <= 0x9f);
            return ok ? continued(bytes, at, 2) : unexpected();
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            boolean ok = (lead != 0xf0 || second >= 0x90) && (lead != 0xf4 || second <= 0x8f);
            return ok ? continued(bytes, at, 3) : unexpected();
        }
        return unexpected();
    }

    private static int continued(byte[] bytes, int at, int more) {
        for (int p = at + 1; p <= at + more; p++) {
            if ((bytes[p] & 0xc0) != 0x80) {
                throw Unexpected.HERE;
            }
        }
        return at + more + 1;
    }

    private static int unexpected() {
        throw Unexpected.HERE;
    }
}
