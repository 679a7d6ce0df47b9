package io.stakeout.cloudtrail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Kind;

/** Access entries of EKS: a user or role that gets into a cluster, whose own calls CloudTrail does not have. */
final class EksIssuances {

    private EksIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "CreateAccessEntry", "AssociateAccessPolicy" ->
                out.add(Nodes.text(out.asked(), "principalArn")
                        .flatMap(EksIssuances::arn)
                        .flatMap(EksIssuances::principal));
            default -> {}
        }
    }

    /** AssociateAccessPolicy has it as it stood in the URL, {@code arn%3Aaws%3Aiam…} (seen in a real record). */
    private static Optional<Arn> arn(String text) {
        if (text.startsWith("arn:") || text.length() > Forms.MAX_ARN) {
            return Arn.of(text);
        }
        try {
            return Arn.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Draft> principal(Arn arn) {
        if (!arn.isUser() && !arn.isRole()) {
            return Optional.empty();
        }
        Kind kind = arn.isUser() ? Kind.USER : Kind.ROLE;
        return Optional.of(Draft.touched(kind, arn.text(), arn.name()).in(Optional.of(arn.account())));
    }
}
