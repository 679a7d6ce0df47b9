package io.stakeout.web.security;

import java.util.regex.Pattern;

/** Where to go after sign-in: a path of this site, whatever somebody wrote into a link. */
final class SafeNext {

    static final String HOME = "/";

    /** One leading slash; printable ASCII; no backslash, which browsers read as a slash. */
    private static final Pattern OUR_PATH = Pattern.compile("/(?!/)[\\x21-\\x7E&&[^\\\\]]{0,1999}");

    private SafeNext() {}

    static String of(String wanted) {
        if (wanted == null || !OUR_PATH.matcher(wanted).matches()) {
            return HOME;
        }
        String path = wanted.split("[?#]", 2)[0];
        boolean strange = path.contains("//") || path.contains("/.") || path.startsWith("/sign-");
        return strange ? HOME : wanted;
    }
}
