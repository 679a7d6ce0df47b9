package io.stakeout.cloudtrail;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddendumTest {

    @Test
    void aCorrectionNamesItsFieldsAndItsOriginal() {
        assertThat(addendum("{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"responseElements, errorCode\","
                        + "\"originalRequestID\":\"r-1\",\"originalEventID\":\"e-1\"}"))
                .hasValue(new Addendum(
                        "UPDATED_DATA",
                        Optional.of("responseElements, errorCode"),
                        Optional.of("r-1"),
                        Optional.of("e-1")));
    }

    @Test
    void aListOfFieldsIsReadAsWell() {
        assertThat(addendum("{\"reason\":\"UPDATED_DATA\",\"updatedFields\":[\"a\",\"b\"]}"))
                .hasValueSatisfying(
                        addendum -> assertThat(addendum.updatedFields()).hasValue("a, b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELIVERY_DELAY", "SERVICE_OUTAGE", "SOMETHING_NEW"})
    void onlyUpdatedDataCorrectsAnEarlierRecord(String reason) {
        assertThat(addendum("{\"reason\":\"" + reason + "\",\"originalEventID\":\"e-1\"}"))
                .hasValueSatisfying(addendum -> assertThat(addendum.corrects()).isEmpty());
        assertThat(addendum("{\"reason\":\"UPDATED_DATA\",\"originalEventID\":\"e-1\"}"))
                .hasValueSatisfying(addendum -> assertThat(addendum.corrects()).hasValue("e-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"UPDATED_DATA\"", "[]", "{}", "{\"reason\":\" \"}", "{\"reason\":{}}"})
    void whatHasAnotherShapeIsNoAddendum(String shape) {
        assertThat(addendum(shape)).isEmpty();
    }

    @Test
    void anOriginalWhoseIdCannotBeOneIsAbsent() {
        assertThat(addendum("{\"reason\":\"UPDATED_DATA\",\"originalEventID\":\"" + "x".repeat(129) + "\"}"))
                .hasValueSatisfying(addendum -> assertThat(addendum.corrects()).isEmpty());
    }

    private static Optional<Addendum> addendum(String json) {
        String record = "{\"eventID\":\"x\",\"addendum\":" + json + "}";
        return CloudTrailRecord.parse(record.getBytes(StandardCharsets.UTF_8)).addendum();
    }
}
