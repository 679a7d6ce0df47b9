package io.stakeout.signal.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.stakeout.cloudtrail.Text;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/**
 * Whom a detector names. What has not exactly the form of an identifier is left out and remembered, so that it can be
 * said why nobody is named.
 */
final class Who {

    static final int MOST = 20;

    /** The most exact first: one credential, then one principal, then a name that only means something in its account. */
    private static final List<SuspectType> EXACT_FIRST =
            List.of(SuspectType.ACCESS_KEY, SuspectType.PRINCIPAL_ID, SuspectType.PRINCIPAL_ARN, SuspectType.USER_NAME);

    private static final Pattern KEY = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{12,124}");
    private static final Pattern PRINCIPAL =
            Pattern.compile("AIDA[A-Z0-9]{8,124}|AROA[A-Z0-9]{8,124}(:[\\w+=,.@-]{1,128})?");
    private static final Pattern FEDERATED = Pattern.compile("\\d{12}:[\\w+=,.@-]{2,64}");
    /** GuardDuty writes {@code GeneratedFindingUserName} and the like into its sample findings. */
    private static final String PLACEHOLDER = "GeneratedFinding";

    private static final int REFUSED_SHOWN = 3;
    private static final int REFUSED_LENGTH = 60;

    private final Set<Suspect> named = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private boolean sample;

    /** In a sample finding a placeholder has the form of a user name, and is none. */
    void inSample() {
        sample = true;
    }

    boolean key(String value) {
        return name(SuspectType.ACCESS_KEY, KEY, value, "an access key id");
    }

    /** Of a user, a role, or a role session. */
    boolean principalId(String value) {
        return name(SuspectType.PRINCIPAL_ID, PRINCIPAL, value, "a principal id");
    }

    boolean federatedId(String value) {
        return name(SuspectType.PRINCIPAL_ID, FEDERATED, value, "a federated user's id");
    }

    boolean arn(String value) {
        return accept(SuspectType.PRINCIPAL_ARN.accepts(value), value, "the ARN of a principal")
                && add(new Suspect(SuspectType.PRINCIPAL_ARN, value, Optional.empty()));
    }

    /** A user's name repeats between accounts: without an account it names nobody. */
    boolean userName(String value, Optional<String> account) {
        boolean placeholder = sample && value.startsWith(PLACEHOLDER);
        boolean form = SuspectType.USER_NAME.accepts(value) && !placeholder;
        return accept(form, value, "a user's name")
                && accept(account.isPresent(), value, "a user's name with an account")
                && add(new Suspect(SuspectType.USER_NAME, value, account));
    }

    private boolean name(SuspectType type, Pattern form, String value, String what) {
        boolean is = type.accepts(value) && form.matcher(value).matches();
        return accept(is, value, what) && add(new Suspect(type, value, Optional.empty()));
    }

    private boolean accept(boolean is, String value, String what) {
        if (!is) {
            refused.add("“" + Text.shown(value, REFUSED_LENGTH) + "” isn't " + what);
        }
        return is;
    }

    private boolean add(Suspect suspect) {
        named.add(suspect);
        return true;
    }

    boolean isNobody() {
        return named.isEmpty();
    }

    /** At most {@value #MOST}, the most exact first. */
    List<Suspect> suspects() {
        List<Suspect> all = new ArrayList<>(named);
        all.sort(Comparator.comparingInt(suspect -> EXACT_FIRST.indexOf(suspect.type())));
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST)));
    }

    /** How many are named besides those of {@link #suspects}. */
    int more() {
        return Math.max(0, named.size() - MOST);
    }

    /** What stood where an identifier is expected, in words; empty when nothing did. */
    Optional<String> refused() {
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of("It names nobody who can be watched: "
                        + refused.stream().limit(REFUSED_SHOWN).collect(Collectors.joining(", ")) + ".");
    }
}
