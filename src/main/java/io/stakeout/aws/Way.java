package io.stakeout.aws;

import java.util.Optional;

import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A client, and the name under which it calls.
 *
 * @param session the access key of the session that was made for it alone; empty for our own credentials
 */
record Way<C extends SdkAutoCloseable>(C client, AwsCalls calls, Optional<String> session) implements AutoCloseable {

    @Override
    public void close() {
        client.close();
    }
}
