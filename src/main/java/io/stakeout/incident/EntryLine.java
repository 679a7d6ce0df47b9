package io.stakeout.incident;

/**
 * One entry as rooms and scripts get it.
 *
 * @param json an object in ASCII that begins with {@code seq} and {@code kind}
 */
public record EntryLine(long seq, String json) {

    /**
     * Puts what the columns say in front of the stored body, an object.
     *
     * @param identity whose call it is as far as is known now; 0 when it is no call, or nobody's
     */
    static EntryLine of(long seq, String kind, long identity, String body) {
        String whose = identity == 0 ? "" : "\"identityId\":\"" + identity + "\",";
        return new EntryLine(seq, "{\"seq\":" + seq + ",\"kind\":\"" + kind + "\"," + whose + body.substring(1));
    }
}
