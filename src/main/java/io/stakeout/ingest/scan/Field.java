package io.stakeout.ingest.scan;

/** The strings of a record that a scan looks at. */
public enum Field {
    TYPE,
    PRINCIPAL_ID,
    ARN,
    ACCOUNT_ID,
    ACCESS_KEY_ID,
    USER_NAME,
    ISSUER_ARN,
    SOURCE_IDENTITY,
    ON_BEHALF_OF,
    EVENT_TIME,
    EVENT_SOURCE,
    EVENT_NAME,
    REGION,
    SOURCE_IP,
    USER_AGENT,
    RECIPIENT_ACCOUNT;

    /** How many there are. */
    static final int COUNT = values().length;
}
