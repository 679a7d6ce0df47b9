package io.stakeout.watch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** IP addresses as text. Never asks a resolver: only literals are looked at. */
final class Addresses {

    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}", Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Addresses() {}

    static boolean isAddress(String text) {
        if (text.length() > 45) {
            return false;
        }
        return IPV4.matcher(text).matches() && !text.endsWith(".") || isIpv6(text);
    }

    /** One spelling per address: {@code 2001:DB8::1} and {@code 2001:db8:0:0:0:0:0:1} are equal afterwards. */
    static String canonical(String text) {
        if (text.indexOf(':') < 0 || !isIpv6(text)) {
            return text;
        }
        return literal(text).getHostAddress();
    }

    private static boolean isIpv6(String text) {
        if (text.length() > 45 || !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress.getByName("[" + text + "]");
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName("[" + text + "]");
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IPv6 literal", e);
        }
    }
}
