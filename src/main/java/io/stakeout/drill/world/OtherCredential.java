package io.stakeout.drill.world;

import java.time.Instant;

/**
 * What else an IAM user may authenticate with: a service-specific credential, an SSH public key or a signing certificate.
 *
 * @param body the public part: the key, the certificate, or the name of the service
 */
public record OtherCredential(Kind kind, String id, String body, boolean active, Instant created) {

    public enum Kind {
        SERVICE_SPECIFIC,
        SSH_PUBLIC_KEY,
        SIGNING_CERTIFICATE
    }

    public OtherCredential withActive(boolean changed) {
        return new OtherCredential(kind, id, body, changed, created);
    }
}
