package io.stakeout.cloudtrail;

import java.util.regex.Pattern;

/** Short names of callers, which keep the end that tells one from another. */
final class Labels {

    private static final int MAX = 64;
    private static final int WHOLE = 24;
    private static final int WHOLE_NAME = 32;
    private static final int ROLE_END = 13;
    private static final int DIGITS_END = 7;
    private static final int SESSION_END = 16;

    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{8,17}", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERMISSION_SET = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");
    private static final Pattern ENDS_IN_DIGITS = Pattern.compile(".*\\d{7}", Pattern.DOTALL);

    private Labels() {}

    static String plain(String name) {
        return Text.shown(name, MAX);
    }

    static String session(String role, String session) {
        if (INSTANCE.matcher(session).matches()) {
            return session;
        }
        var permissionSet = PERMISSION_SET.matcher(role);
        String shortRole = permissionSet.matches() ? permissionSet.group(1) : role(role);
        return session.isBlank() ? plain(shortRole) : plain(shortRole + "/" + sessionName(session));
    }

    /** Long names lose "-role" and then words from the front: stratus-red-team-leave-org-role is leave-org. */
    private static String role(String name) {
        if (name.length() <= WHOLE) {
            return name;
        }
        String rest = name.replaceFirst("[-_]?[Rr]ole$", "");
        while (rest.length() > ROLE_END && rest.indexOf('-') >= 0) {
            rest = rest.substring(rest.indexOf('-') + 1);
        }
        return rest.isBlank() || rest.length() > WHOLE ? "…" + end(name, SESSION_END) : rest;
    }

    private static String sessionName(String name) {
        boolean digits = ENDS_IN_DIGITS.matcher(name).matches();
        if (name.length() <= (digits ? WHOLE : WHOLE_NAME) || name.contains("@")) {
            return name;
        }
        return "…" + end(name, digits ? DIGITS_END : SESSION_END);
    }

    private static String end(String text, int length) {
        String end = text.substring(text.length() - length);
        return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }
}
