package io.stakeout.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentifierTableTest {

    @Test
    void aValueIsFoundWhereverItLiesAndNothingElseIs() {
        IdentifierTable table = table(Suspect.of("access-key", "AKIATFQR7NSC8Q4X20BJ", null));
        byte[] text = bytes("..AKIATFQR7NSC8Q4X20BJ..");
        assertThat(table.contains(text, 2, 22)).isTrue();
        assertThat(table.contains(text, 2, 21)).isFalse();
        assertThat(table.contains(text, 1, 22)).isFalse();
        assertThat(table.contains(text, 0, 0)).isFalse();
        assertThat(Watchlist.empty().identifiers().contains(text, 2, 22)).isFalse();
    }

    @Test
    void equalBytesHaveTheSameHashWhateverSurroundsThem() {
        for (int length = 0; length < 40; length++) {
            byte[] value = bytes("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH".substring(0, length));
            byte[] padded = bytes("xyz" + new String(value, StandardCharsets.UTF_8) + "!");
            assertThat(IdentifierTable.hash(padded, 3, 3 + length)).isEqualTo(IdentifierTable.hash(value, 0, length));
        }
    }

    @Test
    void aHundredThousandValuesAreAllFoundAndTheirNeighboursAreNot() {
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            watches.add(new Watch(1, Suspect.of("access-key", String.format("AKIA%016d", i), null)));
        }
        IdentifierTable table = Watchlist.of(watches).identifiers();
        assertThat(table.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            byte[] known = bytes(String.format("AKIA%016d", i));
            byte[] unknown = bytes(String.format("ASIA%016d", i));
            assertThat(table.contains(known, 0, known.length)).isTrue();
            assertThat(table.contains(unknown, 0, unknown.length)).isFalse();
        }
    }

    @Test
    void identifiersThatDifferInOneDigitDifferInEveryPartOfTheirHashes() {
        int[] hashes = IntStream.range(0, 4_096)
                .map(n -> {
                    byte[] key = bytes("AKIANOBODY" + (1_000_000_000 + n));
                    return IdentifierTable.hash(key, 0, key.length);
                })
                .toArray();
        for (int shift : new int[] {0, 6, 12, 20}) {
            long distinct = Arrays.stream(hashes)
                    .map(hash -> hash >>> shift & 4_095)
                    .distinct()
                    .count();
            assertThat(distinct)
                    .as("of 4,096 thrown into as many, 63 % are hit")
                    .isBetween(2_400L, 2_800L);
        }
    }

    @Test
    void identitiesThatNobodyWatchesNeedNotBeLookedAt() {
        IdentifierTable table = table(Suspect.of("principal-arn", "arn:aws:sts::111122223333:assumed-role/ci/s", null));
        assertThat(table.mayConcern(hashes("somebody", "arn:aws:sts::111122223333:assumed-role/ci/s")))
                .isTrue();
        assertThat(table.mayConcern(hashes("somebody", "arn:aws:iam::111122223333:role/ci")))
                .as("a context is no suspect")
                .isFalse();
        assertThat(table.mayConcern(hashes())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "access-key, AKIATFQR7NSC8Q4X20BJ, AKIATFQR7NSC8Q4X20BJ",
        "principal-arn, arn:aws:iam::111122223333:user/path/eve, arn:aws:iam::111122223333:user/path/eve",
        "principal-arn, arn:aws-cn:sts::111122223333:assumed-role/ci/s-1, arn:aws-cn:iam::111122223333:role/ci",
        "principal-arn, arn:aws:iam::111122223333:role/a/ci, arn:aws:iam::111122223333:role/a/ci",
        "principal-id, AROATFQR7NSC5U6Q3TMDR:i-0dbc91f4, AROATFQR7NSC5U6Q3TMDR AROATFQR7NSC5U6Q3TMDR:i-0dbc91f4",
        "principal-id, AIDATFQR7NSC5U6Q3TMDR, AIDATFQR7NSC5U6Q3TMDR",
        "user-name, eve, arn:aws:iam::111122223333:user/eve",
        "identity-center-user, 906796fe-10b1-7018, 906796fe-10b1-7018",
        "source-ip, 198.51.100.7, ''",
        "source-identity, alice, ''"
    })
    void whatBelongsToASuspectIsCounted(String type, String value, String contexts) {
        IdentifierTable table = table(Suspect.of(type, value, type.equals("user-name") ? "111122223333" : null));
        String[] expected = contexts.isEmpty() ? new String[0] : contexts.split(" ");
        assertThat(table.contexts()).containsExactlyInAnyOrder(expected);
        byte[] suspect = bytes(value);
        assertThat(table.contains(suspect, 0, suspect.length)).isTrue();
    }

    @Test
    void aContextIsNoSuspect() {
        IdentifierTable table =
                table(Suspect.of("principal-arn", "arn:aws:sts::111122223333:assumed-role/ci/s-1", null));
        byte[] role = bytes("arn:aws:iam::111122223333:role/ci");
        int index = table.find(IdentifierTable.hash(role, 0, role.length), role, 0, role.length);
        assertThat(table.context(index)).isTrue();
        assertThat(table.suspect(index)).isFalse();
        assertThat(table.contains(role, 0, role.length)).isFalse();
        assertThat(table.value(index)).isEqualTo("arn:aws:iam::111122223333:role/ci");
    }

    private static long[] hashes(String... values) {
        long[] places = new long[Identities.WORDS];
        for (String value : values) {
            int place = Identities.place(IdentifierTable.hash(bytes(value), 0, value.length()));
            places[place >>> 6] |= 1L << place;
        }
        return Identities.of(places, values.length);
    }

    private static IdentifierTable table(Suspect... suspects) {
        return Watchlist.of(Arrays.stream(suspects).map(s -> new Watch(7, s)).toList())
                .identifiers();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
