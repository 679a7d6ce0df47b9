package io.stakeout.signal.finding;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.stakeout.Problem;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;

/** Whom a risk score is about: one identifier of one type, as a person would name a suspect. */
final class RiskPrincipal {

    private static final int MAX_VALUE = 1_300;
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private RiskPrincipal() {}

    static Optional<Suspect> read(Members body) {
        Optional<Members> principal = body.object("principal");
        return principal.flatMap(RiskPrincipal::suspect);
    }

    private static Optional<Suspect> suspect(Members principal) {
        principal.only(Set.of("type", "value", "account"));
        Optional<String> type = principal.text("type", MAX_VALUE, ANY, "text");
        Optional<String> value = principal.text("value", MAX_VALUE, ANY, "text");
        boolean placed = principal.has("account");
        Optional<String> account = placed
                ? principal.text("account", MAX_VALUE, ACCOUNT, "the twelve digits of an AWS account")
                : Optional.empty();
        Optional<SuspectType> known = type.flatMap(name -> known(principal, name));
        boolean whole = known.isPresent() && value.isPresent() && placed == account.isPresent();
        return whole ? suspect(principal, known.get(), value.get(), account) : Optional.empty();
    }

    private static Optional<SuspectType> known(Members principal, String name) {
        Optional<SuspectType> type = SuspectType.byId(name);
        if (type.isEmpty()) {
            principal.wrong(
                    "type",
                    "use one of access-key, principal-arn, principal-id, user-name, identity-center-user,"
                            + " source-identity, source-ip");
        }
        return type;
    }

    private static Optional<Suspect> suspect(
            Members principal, SuspectType type, String value, Optional<String> account) {
        boolean nameOnly = type == SuspectType.USER_NAME && account.isEmpty();
        try {
            return Optional.of(new Suspect(type, value, account));
        } catch (Problem e) {
            principal.wrong(nameOnly && type.accepts(value) ? "account" : "value", e.detail());
            return Optional.empty();
        }
    }
}
