package io.stakeout.notify.slack.in;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.Problem;

/**
 * What somebody typed behind a slash command, word by word. Slack puts what it takes for a user, a channel or an address
 * into {@code <…|label>} and escapes {@code & < >} (Slack, "Formatting text"); of an address, what was typed is taken. Pure.
 */
final class SlashText {

    private static final Pattern USER = Pattern.compile("<@([A-Z0-9]{2,32})(\\|[^>]{0,200})?>");
    private static final Pattern WRAPPED = Pattern.compile("<([^>|]{1,2000})(?:\\|([^>]{0,2000}))?>");
    private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,18})");

    private String rest;

    SlashText(String text) {
        this.rest = text.strip();
    }

    /** The next word, as it was typed; empty at the end. */
    String word() {
        return unwrapped(raw());
    }

    private String raw() {
        String[] parts = rest.split("\\s+", 2);
        rest = parts.length > 1 ? parts[1] : "";
        return parts[0];
    }

    /** Everything that is left, as it was typed. */
    String rest() {
        String all = rest;
        rest = "";
        return unwrapped(all);
    }

    boolean ended() {
        return rest.isEmpty();
    }

    /** The number of an incident, with or without {@code #}. */
    long incident() {
        Matcher number = NUMBER.matcher(word());
        if (!number.matches()) {
            throw Problem.invalid("Incident missing", "Name the incident by its number, for example 12.");
        }
        return Long.parseLong(number.group(1));
    }

    /** Somebody who was mentioned. */
    Optional<String> user() {
        Matcher user = USER.matcher(raw());
        return user.matches() ? Optional.of(user.group(1)) : Optional.empty();
    }

    private static String unwrapped(String text) {
        Matcher wrapped = WRAPPED.matcher(text);
        String plain = wrapped.replaceAll(
                found -> Matcher.quoteReplacement(found.group(2) == null ? found.group(1) : found.group(2)));
        return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
