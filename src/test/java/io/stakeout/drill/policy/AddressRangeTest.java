package io.stakeout.drill.policy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3/31, 10.1.2.2, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "10.1.2.3, 10.1.2.3, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 1.2.3.999, false",
        "0.0.0.0/0, example.com, false",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 10.0.0.1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void aRangeHoldsWhatSharesItsPrefix(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range))
                .hasValueSatisfying(
                        parsed -> assertThat(parsed.contains(address)).isEqualTo(held));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "1.2.3.999",
                "::1/129",
                ":::",
                "a:b",
                "::1%lo",
                ".:1",
                "localhost",
                "10.0.0.0/8/8"
            })
    void whatIsNoRangeIsNone(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
