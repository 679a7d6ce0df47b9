package io.stakeout.cloudtrail;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityTest {

    static Stream<Arguments> table() {
        return Records.table("identities.tsv").stream().map(row -> Arguments.of(row[0], row[1], row[2], row[3]));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyShapeOfUserIdentityIsToldApart(String userIdentity, String kind, String label, String keyedOn) {
        Identity identity =
                Identity.of(Records.of("{'userIdentity':" + userIdentity + "}").principal());

        assertThat(identity.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(identity.label()).isEqualTo(label);
        assertThat(identity.keyedOn()).isEqualTo(keyedOn.equals("-") ? "" : keyedOn);
    }

    @Test
    void labelsAreBoundedAndVisible() {
        String name = "a\\u202e" + "x".repeat(100_000);
        Identity identity = Identity.of(Records.of("{'userIdentity':{'type':'IAMUser','userName':'" + name + "'}}")
                .principal());
        assertThat(identity.label()).startsWith("a⟨U+202E⟩xx").hasSize(64).endsWith("…");
    }
}
