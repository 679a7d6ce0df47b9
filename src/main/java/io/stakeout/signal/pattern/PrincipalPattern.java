package io.stakeout.signal.pattern;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stakeout.signal.finding.Signal;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/**
 * Whom an entry is about: an identifier as AWS writes it, in which {@code *} stands for any characters. The ARN of a
 * role is also about its sessions.
 */
public record PrincipalPattern(String text) {

    private static final Pattern SESSION =
            Pattern.compile("arn:([^:]*):sts::(\\d{12}):assumed-role/([^/]+)/.+", Pattern.DOTALL);

    private static final Pattern ROLE = Pattern.compile("(arn:[^:]*:iam::[^:]*:role)/(?:.*/)?([^/]+)");

    /**
     * Whether a signal is about these, and about nobody else: an identifier of the same kind that isn't one of them
     * means that it isn't.
     */
    public boolean covers(Signal signal) {
        Optional<SuspectType> kind = signal.suspects().stream()
                .filter(this::covers)
                .map(Suspect::type)
                .findFirst();
        return kind.isPresent() && of(signal, kind.get()).stream().allMatch(this::covers);
    }

    private static List<Suspect> of(Signal signal, SuspectType kind) {
        return signal.suspects().stream().filter(one -> one.type() == kind).toList();
    }

    private boolean covers(Suspect suspect) {
        return Wildcard.matches(text, suspect.value()) || coversSession(suspect.value());
    }

    /** A session's ARN tells its role without the path. */
    private boolean coversSession(String value) {
        Matcher session = SESSION.matcher(value);
        Matcher role = ROLE.matcher(text);
        return session.matches()
                && role.matches()
                && Wildcard.matches(
                        role.group(1) + "/" + role.group(2),
                        "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3));
    }
}
