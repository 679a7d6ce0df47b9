package io.stakeout.signal.pattern;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address as event-ruler sees one, without ever asking a name server. */
record Address(byte[] bytes) {

    private static final Pattern V4 = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:]*");
    private static final int MOST_OF_V4 = 15;

    static Optional<Address> of(String text) {
        boolean literal = V4.matcher(text).matches()
                ? !isLookalike(text)
                : V6.matcher(text).matches();
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Address(InetAddress.getByName(text).getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it has the form of an IPv4 address and is none: Java, and so event-ruler, would look it up as a name. */
    static boolean isLookalike(String text) {
        if (!V4.matcher(text).matches()) {
            return false;
        }
        return text.length() > MOST_OF_V4
                || Arrays.stream(text.split("\\.")).anyMatch(part -> part.length() > 3 || Integer.parseInt(part) > 255);
    }

    /** Whether it lies between two addresses of the same kind, these included. */
    boolean between(Address first, Address last) {
        return bytes.length == first.bytes.length
                && Arrays.compareUnsigned(bytes, first.bytes) >= 0
                && Arrays.compareUnsigned(bytes, last.bytes) <= 0;
    }

    /** The first one of the block that this one is in. */
    Address first(int prefix) {
        byte[] bottom = bytes.clone();
        for (int i = 0; i < bottom.length; i++) {
            bottom[i] &= (byte) ~rest(prefix, i);
        }
        return new Address(bottom);
    }

    /** The last one of the block that this one is in. */
    Address last(int prefix) {
        byte[] top = bytes.clone();
        for (int i = 0; i < top.length; i++) {
            top[i] |= (byte) rest(prefix, i);
        }
        return new Address(top);
    }

    /** The bits of a byte that a block leaves open. */
    private static int rest(int prefix, int at) {
        return 0xFF >> Math.max(0, Math.min(8, prefix - 8 * at));
    }

    int bits() {
        return bytes.length * 8;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Arrays.toString(bytes);
    }
}
