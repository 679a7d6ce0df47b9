package io.stakeout.web.pages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.stakeout.access.Role;

import static org.assertj.core.api.Assertions.assertThat;

class PageWordsTest {

    @ParameterizedTest
    @CsvSource({"0,0 s", "59,59 s", "60,1m 00s", "192,3m 12s", "7500,2h 05m", "90000,1d 1h", "-3,0 s"})
    void spans_are_written_with_units(long seconds, String expected) {
        assertThat(Spans.of(seconds)).isEqualTo(expected);
    }

    @Test
    void initials_come_from_the_name_shown() {
        assertThat(new Viewer("m", "M. Okafor", Role.VIEWER).initials()).isEqualTo("MO");
        assertThat(new Viewer("admin", "admin", Role.ADMIN).initials()).isEqualTo("A");
        assertThat(new Viewer("x", "\uD83D\uDD75 spy", Role.ADMIN).initials()).startsWith("\uD83D\uDD75");
    }
}
