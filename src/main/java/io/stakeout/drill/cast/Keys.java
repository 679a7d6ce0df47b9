package io.stakeout.drill.cast;

import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that one of the cast holds; they open the drill's cloud and nothing else. */
public record Keys(String accessKeyId, String secret, Optional<String> token) {

    public static Keys of(software.amazon.awssdk.services.sts.model.Credentials credentials) {
        return new Keys(
                credentials.accessKeyId(), credentials.secretAccessKey(), Optional.of(credentials.sessionToken()));
    }

    static Keys of(software.amazon.awssdk.services.iam.model.AccessKey key) {
        return new Keys(key.accessKeyId(), key.secretAccessKey(), Optional.empty());
    }

    AwsCredentials credentials() {
        return token.<AwsCredentials>map(session -> AwsSessionCredentials.create(accessKeyId, secret, session))
                .orElseGet(() -> AwsBasicCredentials.create(accessKeyId, secret));
    }

    @Override
    public String toString() {
        return "Keys[" + accessKeyId + "]";
    }
}
