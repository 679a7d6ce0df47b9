package io.stakeout.aws;

import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.awscore.AwsResponse;

/** By which CloudTrail tells which request was ours. */
final class RequestIds {

    private RequestIds() {}

    static List<String> of(AwsResponse response) {
        return Optional.ofNullable(response.responseMetadata().requestId()).stream()
                .filter(id -> !id.equals("UNKNOWN"))
                .toList();
    }
}
