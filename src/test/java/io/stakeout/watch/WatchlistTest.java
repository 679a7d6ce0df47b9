package io.stakeout.watch;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.cloudtrail.CloudTrailRecord;

import static org.assertj.core.api.Assertions.assertThat;

class WatchlistTest {

    private static final CloudTrailRecord BY_USER = record("""
            {"userIdentity":{"type":"IAMUser","principalId":"AIDATFQR7NSC5U6Q3TMDR",
              "arn":"arn:aws:iam::123837392027:user/bert-jan","accountId":"123837392027",
              "accessKeyId":"AKIATFQR7NSC8Q4X20BJ","userName":"bert-jan"},
             "eventName":"GetUser","sourceIPAddress":"2001:DB8::1","recipientAccountId":"123837392027",
             "requestParameters":{"userName":"mallory","accessKeyId":"AKIAMENTIONEDONLY000",
               "roleArn":"arn:aws:iam::123837392027:role/mentioned"}}""");

    private static final CloudTrailRecord BY_SESSION = record("""
            {"userIdentity":{"type":"AssumedRole","principalId":"AROATFQR7NSC5U6Q3TMDR:i-0dbc91f429e48eeed",
              "arn":"arn:aws:sts::123837392027:assumed-role/ci/i-0dbc91f429e48eeed","accountId":"123837392027",
              "accessKeyId":"ASIATFQR7NSC36DZQP7P",
              "sessionContext":{"sourceIdentity":"alice","sessionIssuer":{"type":"Role",
                "principalId":"AROATFQR7NSC5U6Q3TMDR","arn":"arn:aws:iam::123837392027:role/path/ci",
                "accountId":"123837392027","userName":"ci"}}},
             "eventName":"ListBuckets","sourceIPAddress":"198.51.100.7"}""");

    private static final CloudTrailRecord BY_FEDERATED = record("""
            {"userIdentity":{"type":"FederatedUser","principalId":"123837392027:mallory",
              "arn":"arn:aws:sts::123837392027:federated-user/mallory","accountId":"123837392027",
              "accessKeyId":"ASIATFQR7NSC36DZQP7Q",
              "sessionContext":{"sessionIssuer":{"type":"IAMUser","principalId":"AIDATFQR7NSC5U6Q3TMDR",
                "arn":"arn:aws:iam::123837392027:user/bert-jan","userName":"bert-jan"}}},
             "eventName":"ListBuckets","sourceIPAddress":"198.51.100.7"}""");

    private static final CloudTrailRecord BY_PERSON = record("""
            {"userIdentity":{"type":"IdentityCenterUser","accountId":"123837392027",
              "onBehalfOf":{"userId":"906796fe-10b1-7018-1fa1-3bb2b2f8a1f0",
                "identityStoreArn":"arn:aws:identitystore::123837392027:identitystore/d-1"}},
             "eventName":"Federate","sourceIPAddress":"198.51.100.7"}""");

    @ParameterizedTest
    @CsvSource({
        "access-key, AKIATFQR7NSC8Q4X20BJ, user",
        "principal-arn, arn:aws:iam::123837392027:user/bert-jan, user",
        "principal-id, AIDATFQR7NSC5U6Q3TMDR, user",
        "user-name, bert-jan, user",
        "source-ip, 2001:db8:0:0:0:0:0:1, user",
        "access-key, ASIATFQR7NSC36DZQP7P, session",
        "principal-arn, arn:aws:sts::123837392027:assumed-role/ci/i-0dbc91f429e48eeed, session",
        "principal-arn, arn:aws:iam::123837392027:role/path/ci, session",
        "principal-id, AROATFQR7NSC5U6Q3TMDR, session",
        "principal-id, AROATFQR7NSC5U6Q3TMDR:i-0dbc91f429e48eeed, session",
        "source-identity, alice, session",
        "principal-arn, arn:aws:sts::123837392027:federated-user/mallory, federated",
        "identity-center-user, 906796fe-10b1-7018-1fa1-3bb2b2f8a1f0, person",
        "access-key, AKIAMENTIONEDONLY000, nobody",
        "user-name, mallory, nobody",
        "user-name, ci, nobody",
        "principal-arn, arn:aws:iam::123837392027:role/mentioned, nobody",
        "principal-arn, arn:aws:iam::123837392027:role/ci, nobody",
        "principal-arn, arn:aws:iam::123837392027:user/bert-ja, nobody",
        "access-key, AKIATFQR7NSC8Q4X20BJX, nobody",
    })
    void aSuspectMatchesWhatItDidAndNothingElse(String type, String value, String who) {
        Watchlist list = watching(Suspect.of(type, value, "123837392027"));
        assertThat(list.match(BY_USER).keySet())
                .isEqualTo(who.equals("user") ? java.util.Set.of(7L) : java.util.Set.of());
        assertThat(list.match(BY_SESSION)).hasSize(who.equals("session") ? 1 : 0);
        assertThat(list.match(BY_FEDERATED)).hasSize(who.equals("federated") ? 1 : 0);
        assertThat(list.match(BY_PERSON)).hasSize(who.equals("person") ? 1 : 0);
    }

    @Test
    void anAccountLimitsASuspect() {
        assertThat(watching(Suspect.of("user-name", "bert-jan", "999999999999")).match(BY_USER))
                .isEmpty();
        assertThat(watching(Suspect.of("source-ip", "2001:db8::1", "999999999999"))
                        .match(BY_USER))
                .isEmpty();
        assertThat(watching(Suspect.of("source-ip", "2001:db8::1", null)).match(BY_USER))
                .hasSize(1);
    }

    @Test
    void oneRecordBelongsToEveryIncidentThatWatchesItsPrincipal() {
        Watchlist list = Watchlist.of(List.of(
                new Watch(3, Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null)),
                new Watch(1, Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null)),
                new Watch(1, Suspect.of("principal-id", "AIDATFQR7NSC5U6Q3TMDR", null)),
                new Watch(2, Suspect.of("source-identity", "alice", null))));
        assertThat(list.match(BY_USER).keySet()).containsExactly(1L, 3L);
        assertThat(list.size()).isEqualTo(4);
    }

    @Test
    void aRecordWithoutIdentityMatchesNobody() {
        Watchlist list = watching(Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null));
        assertThat(list.match(record("{}"))).isEmpty();
        assertThat(list.match(record("{\"userIdentity\":null,\"sourceIPAddress\":7}")))
                .isEmpty();
        assertThat(list.match(record("{\"userIdentity\":{\"accessKeyId\":[\"AKIATFQR7NSC8Q4X20BJ\"]}}")))
                .isEmpty();
        assertThat(Watchlist.empty().match(BY_USER)).isEmpty();
    }

    private static Watchlist watching(Suspect suspect) {
        return Watchlist.of(List.of(new Watch(7, suspect)));
    }

    private static CloudTrailRecord record(String json) {
        return CloudTrailRecord.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
