package io.stakeout.watch;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentitiesTest {

    /** Lengths on both sides of each change of form. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 2",
        "10, 1, 8",
        "75, 6, 12",
        "128, 10, 13",
        "129, 17, 5",
        "400, 50, 8",
        "512, 64, 10",
        "513, 128, 8",
        "1230, 128, 16",
        "2000, 128, 26",
    })
    void whatIsInItIsFoundAndLittleElse(int places, int mostWords, int mostPercentFalse) {
        Random random = new Random(places);
        long[] bits = new long[Identities.WORDS];
        int[] hashes = new int[places];
        for (int n = 0; n < places; n++) {
            do {
                hashes[n] = random.nextInt();
            } while (holds(bits, hashes[n]));
            int place = Identities.place(hashes[n]);
            bits[place >>> 6] |= 1L << place;
        }
        long[] identities = Identities.of(bits, places);
        assertThat(identities.length).isLessThanOrEqualTo(mostWords);
        assertThat(IntStream.of(hashes)).allMatch(hash -> Identities.mayHold(identities, hash));
        assertThat(random.ints(10_000)
                        .filter(hash -> Identities.mayHold(identities, hash))
                        .count())
                .isLessThan(100L * mostPercentFalse);
    }

    private static boolean holds(long[] bits, int hash) {
        return (bits[Identities.place(hash) >>> 6] & 1L << hash) != 0;
    }
}
