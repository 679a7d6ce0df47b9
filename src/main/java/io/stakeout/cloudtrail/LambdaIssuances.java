package io.stakeout.cloudtrail;

import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/**
 * Functions: whose code one writes, its role one has. The names of the calls carry an API version, {@code
 * CreateFunction20150331}, {@code UpdateFunctionCode20150331v2}.
 */
final class LambdaIssuances {

    private static final String FUNCTION = "function:";

    private LambdaIssuances() {}

    static void add(Handout out) {
        Optional<Arn> arn = Forms.arn(out.answered(), "functionArn").filter(LambdaIssuances::isFunction);
        switch (out.how()) {
            case "CreateFunction" -> out.add(arn.map(function -> in(function, minted(function))));
            case "UpdateFunctionCode", "UpdateFunctionConfiguration" ->
                out.add(arn.map(function -> in(function, touched(function))));
            default -> {}
        }
    }

    private static boolean isFunction(Arn arn) {
        return arn.service().equals("lambda")
                && arn.resource().startsWith(FUNCTION)
                && !name(arn).isBlank();
    }

    private static Draft minted(Arn arn) {
        return Draft.minted(Kind.FUNCTION, withoutVersion(arn), name(arn));
    }

    private static Draft touched(Arn arn) {
        return Draft.touched(Kind.FUNCTION, withoutVersion(arn), name(arn));
    }

    private static Draft in(Arn arn, Draft function) {
        return function.in(Optional.of(arn.account()));
    }

    /** A published version has its number after the name (seen in a real UpdateFunctionCode); it is the same function. */
    private static String withoutVersion(Arn arn) {
        int rest = arn.resource().length() - FUNCTION.length() - name(arn).length();
        return arn.text().substring(0, arn.text().length() - rest);
    }

    private static String name(Arn arn) {
        return arn.resource().substring(FUNCTION.length()).split(":", 2)[0];
    }
}
