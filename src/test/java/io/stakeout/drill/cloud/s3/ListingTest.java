package io.stakeout.drill.cloud.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of a bucket. */
class ListingTest {

    private static final List<String> KEYS = List.of("a", "b/1", "b/2", "b/c/3", "d", "e/4");

    @Test
    void whatGoesOnAfterADelimiterIsOnePrefix() {
        Listing all = page("", "/", "", 1_000);

        assertThat(keys(all)).containsExactly("a", "d");
        assertThat(all.prefixes()).containsExactly("b/", "e/");
        assertThat(all.truncated()).isFalse();
    }

    @Test
    void aDelimiterCountsAfterThePrefixOnly() {
        Listing inB = page("b/", "/", "", 1_000);

        assertThat(keys(inB)).containsExactly("b/1", "b/2");
        assertThat(inB.prefixes()).containsExactly("b/c/");
    }

    @Test
    void withoutADelimiterNothingIsRolledUp() {
        assertThat(keys(page("", "", "", 1_000))).isEqualTo(KEYS);
    }

    @Test
    void pagesOfAnySizeTellEverythingOnce() {
        for (int size = 1; size <= KEYS.size(); size++) {
            List<String> told = new ArrayList<>();
            Listing page = page("", "/", "", size);
            told.addAll(names(page));
            while (page.truncated()) {
                page = page("", "/", page.last(), size);
                told.addAll(names(page));
            }
            assertThat(told).as("pages of %d", size).containsExactlyInAnyOrder("a", "b/", "d", "e/");
        }
    }

    @Test
    void aPageOfNothingHasNoEnd() {
        Listing none = page("", "/", "", 0);

        assertThat(none.size()).isZero();
        assertThat(none.truncated()).isTrue();
        assertThat(none.last()).isEmpty();
    }

    private static Listing page(String prefix, String delimiter, String after, int most) {
        List<Objects.Stored> candidates = KEYS.stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .map(key -> new Objects.Stored(key, new byte[0], Instant.EPOCH, ""))
                .toList();
        return Listing.of(candidates, new Listing.Wish(prefix, delimiter, after, most));
    }

    private static List<String> keys(Listing page) {
        return page.objects().stream().map(Objects.Stored::key).toList();
    }

    private static List<String> names(Listing page) {
        return Stream.concat(keys(page).stream(), page.prefixes().stream()).toList();
    }
}
