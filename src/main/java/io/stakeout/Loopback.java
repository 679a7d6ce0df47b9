package io.stakeout;

import java.util.regex.Pattern;

/** Which host names are this machine itself, decided by the letter: no name server is asked. */
public final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

    private Loopback() {}

    public static boolean is(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }
}
