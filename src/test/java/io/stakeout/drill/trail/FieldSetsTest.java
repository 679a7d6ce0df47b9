package io.stakeout.drill.trail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.drill.trail.FieldSets.Basis;
import io.stakeout.drill.trail.FieldSets.Differences;

import static org.assertj.core.api.Assertions.assertThat;

/** What we generate has the members that AWS gives the same call, and no others. */
@Tag("public-data")
class FieldSetsTest {

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aGeneratedRecordHasTheMembersOfTheRealOnes(String name) {
        Differences differences =
                FieldSets.differences(TrailRecord.json(Samples.all().get(name)));
        assertThat(differences.basis()).isNotEqualTo(Basis.NOTHING);
        assertThat(differences.compared()).isPositive();
        assertThat(differences.invented()).as("invented").isEmpty();
        assertThat(differences.missing()).as("missing").isEmpty();
    }

    @Test
    void whatNoRealRecordHasIsFound() {
        String record = new String(TrailRecord.json(Samples.listUsers(1)), StandardCharsets.UTF_8)
                .replace("\"readOnly\":true", "\"readOnly\":\"true\",\"mood\":null");
        assertThat(FieldSets.differences(record.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Differences(
                        Basis.SAME_CALL, 1, List.of("mood null", "readOnly"), List.of("readOnly boolean")));
    }

    @Test
    void argumentsThatAwsHidesAreFound() {
        String refused = new String(TrailRecord.json(Samples.all().get("CreateUser refused")), StandardCharsets.UTF_8)
                .replace("\"requestParameters\":null", "\"requestParameters\":{\"userName\":\"x\"}");
        Differences differences = FieldSets.differences(refused.getBytes(StandardCharsets.UTF_8));
        assertThat(differences.none()).isFalse();
        assertThat(differences.invented()).containsExactly("requestParameters object", "requestParameters.userName");
        assertThat(differences.missing()).containsExactly("requestParameters null");
    }

    @Test
    void mostAreComparedWithTheSameCall() {
        Map<Basis, Long> bases = Samples.all().values().stream()
                .map(event -> FieldSets.differences(TrailRecord.json(event)).basis())
                .collect(
                        java.util.stream.Collectors.groupingBy(basis -> basis, java.util.stream.Collectors.counting()));
        assertThat(bases.get(Basis.SAME_CALL)).isGreaterThan(25);
    }
}
