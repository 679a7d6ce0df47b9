package io.stakeout.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text. Never asks a resolver: only literals are looked at. */
final class Addresses {

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}", Pattern.CASE_INSENSITIVE);

    private Addresses() {}

    static boolean isAddress(String text) {
        if (text.length() > 45) {
            return false;
        }
        return IPV4.matcher(text).matches() && !text.endsWith(".") || ipv6(text).isPresent();
    }

    /** One spelling per address: {@code 2001:DB8::1} and {@code 2001:db8:0:0:0:0:0:1} are equal afterwards. */
    static String canonical(String text) {
        return ipv6(text).map(InetAddress::getHostAddress).orElse(text);
    }

    private static Optional<InetAddress> ipv6(String text) {
        if (text.indexOf(':') < 0 || text.length() > 45 || !hasOnlyIpv6(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName("[" + text + "]"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** A loop, since each match with an IPv6 address comes by here. */
    private static boolean hasOnlyIpv6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            if (!hex && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
