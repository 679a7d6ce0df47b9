package io.stakeout.drill.cast;

/**
 * How one of the cast looks from outside.
 *
 * @param name behind the curtain only
 * @param sourceIp of the blocks that are kept for documentation (RFC 5737)
 */
public record Persona(String name, String sourceIp, String userAgent) {

    /** Holds the leaked key; what it does is what the room must show. */
    public static final Persona ATTACKER =
            new Persona("attacker", "198.51.100.23", "aws-cli/2.15.30 Python/3.11.8 Linux/6.6.9 exe/x86_64.kali");

    /** Helps the attacker with an identity that nobody suspects yet. */
    public static final Persona ACCOMPLICE =
            new Persona("accomplice", "192.0.2.77", "Boto3/1.34.51 md/Botocore#1.34.51 lang/python#3.12.2");

    public static final Persona CI = new Persona(
            "ci-bot",
            "203.0.113.10",
            "APN/1.0 HashiCorp/1.0 Terraform/1.7.4 aws-sdk-go-v2/1.25.2 os/linux lang/go#1.21");

    public static final Persona NINA =
            new Persona("nina.hoffmann", "203.0.113.41", "aws-cli/2.15.21 Python/3.11.6 Darwin/23.3.0 source/arm64");

    public static final Persona TOM =
            new Persona("tom.berger", "203.0.113.57", "aws-cli/2.13.9 Python/3.11.4 Windows/10 exe/AMD64");

    /** An application on an instance; what it reads is encrypted, so every read has a consequence. */
    public static final Persona REPORTS =
            new Persona("report-service", "203.0.113.80", "aws-sdk-java/2.25.10 Linux/6.1.79 OpenJDK/17.0.10");

    /** Starts a trail again that somebody has stopped. */
    public static final Persona GUARDIAN =
            new Persona("trail-guardian", "203.0.113.12", "Boto3/1.34.40 exec-env/AWS_Lambda_python3.12");
}
