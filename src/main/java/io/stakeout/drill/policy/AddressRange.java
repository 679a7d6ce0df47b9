package io.stakeout.drill.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that begin with the same bits, {@code 203.0.113.0/24} or {@code 2001:db8::/32}. */
final class AddressRange {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Exactly four octets: Java would ask a name server about 1.2.3.999. */
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** With a colon in it and a digit or colon first, Java takes it for a literal and asks no name server. */
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    private final byte[] network;
    private final int prefix;

    private AddressRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** An address alone is a range of one. Empty for what is neither. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(bytes -> new AddressRange(bytes, bytes.length * Byte.SIZE));
        }
        String length = text.substring(slash + 1);
        if (!PREFIX.matcher(length).matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        return address.filter(bytes -> prefix <= bytes.length * Byte.SIZE)
                .map(bytes -> new AddressRange(bytes, prefix));
    }

    private static Optional<byte[]> address(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            // not an address, and so it is in no range
            return Optional.empty();
        }
    }

    /** An address of the other family is in no range. */
    boolean contains(String text) {
        return address(text).filter(this::sharesPrefix).isPresent();
    }

    private boolean sharesPrefix(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (network[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
