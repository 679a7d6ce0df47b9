package io.stakeout.aws;

import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client, and the name under which it calls. */
record Way<C extends SdkAutoCloseable>(C client, AwsCalls calls) implements AutoCloseable {

    @Override
    public void close() {
        client.close();
    }
}
