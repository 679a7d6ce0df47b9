package io.stakeout.cloudtrail;

import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/**
 * Console sessions. One session signs with many access keys, and what its calls have in common is the principal id and
 * {@code sessionContext.attributes.creationDate}; seen in real records: that is the {@code eventTime} of the ConsoleLogin.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html">console
 *     sign-in events</a>
 */
final class SignInIssuances {

    private SignInIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "GetSigninToken" -> token(out);
            case "ConsoleLogin" -> signIn(out);
            case "SwitchRole" -> switchRole(out);
            default -> {}
        }
    }

    /** The response names the key that was exchanged, in most records the caller's own. */
    private static void token(Handout out) {
        out.add(StsIssuances.key(out.answered())
                .filter(key ->
                        !Optional.of(key.value()).equals(out.call().principal().accessKeyId()))
                .map(key -> key.in(out.caller().account())));
    }

    private static void signIn(Handout out) {
        if (succeeded(out)) {
            out.add(consoleSession(out, eventTime(out)));
        }
    }

    /** The caller in the record is the session that was switched <em>to</em>. */
    private static void switchRole(Handout out) {
        if (!succeeded(out) || Witnessed.switchedFrom(out.call()).isEmpty()) {
            return;
        }
        Principal target = out.call().principal();
        Optional<Integer> under = out.add(target.arn()
                .flatMap(Arn::of)
                .filter(Arn::isRoleSession)
                .map(arn ->
                        Draft.session(Kind.ROLE_SESSION, arn.text(), arn.name()).in(Optional.of(arn.account()))));
        Optional<String> created = target.sessionCreationDate()
                .filter(date -> EventTimes.parse(date).isPresent());
        out.add(consoleSession(out, created.or(() -> eventTime(out))).map(console -> console.under(under)));
    }

    private static boolean succeeded(Handout out) {
        return Nodes.text(out.answered(), out.how()).equals(Optional.of("Success"));
    }

    private static Optional<String> eventTime(Handout out) {
        return out.call()
                .eventTime()
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Optional<Draft> consoleSession(Handout out, Optional<String> created) {
        Principal who = out.call().principal();
        String name = Identity.of(who).label();
        return who.principalId()
                .flatMap(id -> created.map(date -> id + " " + date))
                .filter(value -> value.length() <= Forms.MAX_TEXT)
                .map(value -> Draft.session(Kind.CONSOLE_SESSION, value, name)
                        .derived()
                        .in(out.caller().account()));
    }
}
