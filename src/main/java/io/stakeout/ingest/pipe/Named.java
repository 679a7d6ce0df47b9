package io.stakeout.ingest.pipe;

import java.util.Optional;

/**
 * One thing of AWS by its name, and where it is as far as that is known.
 *
 * @param account empty: any
 * @param region empty: any, or the thing has none
 */
record Named(String name, Optional<String> account, Optional<String> region) {

    private static final int ARN_PARTS = 6;

    /** Reads a name or an ARN; empty for an ARN of something else, and for blank text. */
    static Optional<Named> of(Part part, String nameOrArn) {
        String text = nameOrArn.strip();
        if (!text.startsWith("arn:")) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new Named(text, Optional.empty(), Optional.empty()));
        }
        String[] arn = text.split(":", ARN_PARTS);
        if (arn.length < ARN_PARTS || !part.named(arn[2], arn[5])) {
            return Optional.empty();
        }
        return Optional.of(new Named(part.name(arn[5]), known(arn[4]), known(arn[3])));
    }

    /** The same, with what isn't known taken from where the call was made. */
    Named in(Optional<String> callAccount, Optional<String> callRegion) {
        return account.isPresent() ? this : new Named(name, callAccount, callRegion);
    }

    /** Whether both may be the same thing: equal names, and no account or region that both know and that differs. */
    boolean meets(Named other) {
        return name.equals(other.name) && agree(account, other.account) && agree(region, other.region);
    }

    private static boolean agree(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static Optional<String> known(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
