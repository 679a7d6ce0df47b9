package io.stakeout.drill.policy;

/** A document that AWS would refuse with {@code MalformedPolicyDocument}; the message is what AWS would say. */
public final class MalformedPolicy extends Exception {

    private static final long serialVersionUID = 1;

    MalformedPolicy(String message) {
        super(message);
    }
}
