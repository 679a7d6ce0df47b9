package io.stakeout.ingest.backfill;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.watch.Suspect;
import io.stakeout.watch.Watch;

import static org.assertj.core.api.Assertions.assertThat;

/** What may be left out of an answer beforehand, and by what the event history can be searched. */
class FilterPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "access-key ~ AKIAIOSFODNN7EXAMPLE ~ { ($.userIdentity.accessKeyId = \"AKIAIOSFODNN7EXAMPLE\") }",
                "principal-id ~ AROAAAAAAAAAAAAAAAAA ~ { ($.userIdentity.principalId = \"AROAAAAAAAAAAAAAAAAA\") ||"
                        + " ($.userIdentity.principalId = \"AROAAAAAAAAAAAAAAAAA:*\") }",
                "source-ip ~ 198.51.100.7 ~ { ($.sourceIPAddress = \"198.51.100.7\") }",
                "user-name ~ bob ~ { ($.userIdentity.userName = \"bob\") }",
                "principal-arn ~ arn:aws:iam::111122223333:role/a\"b\\c ~ {"
                        + " ($.additionalEventData.SwitchFrom = \"arn:aws:iam::111122223333:role/a\\\"b\\\\c\") ||"
                        + " ($.userIdentity.arn = \"arn:aws:iam::111122223333:role/a\\\"b\\\\c\") ||"
                        + " ($.userIdentity.sessionContext.sessionIssuer.arn ="
                        + " \"arn:aws:iam::111122223333:role/a\\\"b\\\\c\") }",
            })
    void aPatternSaysWhereAValueMayStand(String type, String value, String pattern) {
        assertThat(FilterPattern.of(Set.of(watch(type, value)))).contains(pattern);
    }

    @Test
    void whatCannotBeSaidIsReadWhole() {
        assertThat(FilterPattern.of(Set.of())).isEmpty();
        assertThat(FilterPattern.of(Set.of(watch("source-ip", "2001:db8::1")))).isEmpty();
        assertThat(FilterPattern.of(keys(17)))
                .hasValueSatisfying(pattern -> assertThat(pattern).hasSizeLessThanOrEqualTo(1_024));
        assertThat(FilterPattern.of(keys(18))).isEmpty();
        String arn = "arn:aws:iam::111122223333:user/" + "a".repeat(500);
        assertThat(FilterPattern.of(Set.of(watch("principal-arn", arn)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "access-key, AKIAIOSFODNN7EXAMPLE, AccessKeyId, AKIAIOSFODNN7EXAMPLE",
        "user-name, bob, Username, bob",
        "principal-arn, arn:aws:iam::111122223333:user/team/bob, Username, bob",
        "principal-arn, arn:aws:iam::111122223333:root, Username, root",
        "principal-arn, arn:aws:sts::111122223333:assumed-role/deploy/eve, Username, eve",
        "principal-id, AROAAAAAAAAAAAAAAAAA:eve, Username, eve",
        "principal-arn, arn:aws:iam::111122223333:role/deploy, ,",
        "source-ip, 198.51.100.7, ,",
        "principal-id, AROAAAAAAAAAAAAAAAAA, ,",
    })
    void theEventHistoryIsSearchedByKeyOrName(String type, String value, String key, String searched) {
        Set<Searchable> expected = key == null ? Set.of() : Set.of(new Searchable(key, searched));
        assertThat(Searchable.of(Set.of(watch(type, value)))).isEqualTo(expected);
    }

    private static Set<Watch> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> watch("access-key", String.format("AKIAKEYS%012d", n)))
                .collect(Collectors.toSet());
    }

    private static Watch watch(String type, String value) {
        return new Watch(1, Suspect.of(type, value, "111122223333"));
    }
}
