package io.stakeout.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import software.amazon.awssdk.services.sts.StsClient;

/** Who we are in AWS, kept for a minute: every guardrail run asks. Thread-safe. */
@Singleton
class OwnIdentity {

    /** Who makes calls that no role makes, for people. */
    static final AwsCalls OWN = new AwsCalls("Stakeout itself");

    private static final Duration KEPT = Duration.ofSeconds(60);

    private final AwsClients clients;
    private final OwnRoles roles;
    private final Clock clock;
    private Known known = new Known("", Instant.MIN);

    OwnIdentity(AwsClients clients, OwnRoles roles, Clock clock) {
        this.clients = clients;
        this.roles = roles;
        this.clock = clock;
    }

    private record Known(String arn, Instant until) {}

    /** The ARN of sts:GetCallerIdentity. */
    synchronized String arn() {
        roles.requireCloud();
        Instant now = clock.instant();
        if (!now.isBefore(known.until())) {
            known = new Known(ask(), now.plus(KEPT));
        }
        return known.arn();
    }

    private String ask() {
        try (StsClient sts = clients.sts()) {
            return OWN.make(
                    "sts:GetCallerIdentity", () -> sts.getCallerIdentity().arn());
        }
    }

    /** Twelve digits: the fifth part of every ARN of IAM and STS. */
    String account() {
        return arn().split(":", 6)[4];
    }
}
