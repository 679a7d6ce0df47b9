package io.stakeout.drill.trail;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.drill.trail.ApiEvent.Failure;

import static org.assertj.core.api.Assertions.assertThat;

class ShapesTest {

    @Test
    void theFirstLetterIsMadeSmallAtEveryDepthAndNothingElse() {
        assertThat(
                        Shapes.camel(
                                Samples.tree(
                                        "{'UserName':'Bob','SAMLProviderArn':'A','DBInstanceIdentifier':'B','x':1,"
                                                + "'Tags':[{'Key':'Team','Value':'Ops'}],'Empty':{},'None':null,'List':['Kept',[{'In':true}]]}")))
                .isEqualTo(
                        Samples.tree(
                                "{'userName':'Bob','sAMLProviderArn':'A','dBInstanceIdentifier':'B','x':1,"
                                        + "'tags':[{'key':'Team','value':'Ops'}],'empty':{},'none':null,'list':['Kept',[{'in':true}]]}"));
    }

    @Test
    void theOriginalStaysAsItIs() {
        var original = Samples.tree("{'Tags':[{'Key':'Team'}]}");
        Shapes.camel(original);
        assertThat(original).isEqualTo(Samples.tree("{'Tags':[{'Key':'Team'}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2023-07-10T18:30:22Z     | Jul 10, 2023, 6:30:22 PM  | Jul 10, 2023 6:30:22 PM
            2023-07-10T11:58:04Z     | Jul 10, 2023, 11:58:04 AM | Jul 10, 2023 11:58:04 AM
            2024-08-01T13:33:28.999Z | Aug 1, 2024, 1:33:28 PM   | Aug 1, 2024 1:33:28 PM
            2026-01-31T00:00:00Z     | Jan 31, 2026, 12:00:00 AM | Jan 31, 2026 12:00:00 AM
            2026-12-05T12:05:09Z     | Dec 5, 2026, 12:05:09 PM  | Dec 5, 2026 12:05:09 PM
            """)
    void datesAreWrittenAsEachServiceDoes(Instant time, String sts, String iam) {
        assertThat(Shapes.stsExpiration(time)).isEqualTo(sts);
        assertThat(Shapes.iamDate(time)).isEqualTo(iam);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ja-JP", "ar-EG", "hi-IN-u-nu-deva", "en-GB"})
    void datesDontDependOnTheLocale(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertThat(Shapes.stsExpiration(Instant.parse("2023-07-10T18:30:22Z")))
                    .isEqualTo("Jul 10, 2023, 6:30:22 PM");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Tag("public-data")
    @Test
    void everyRealDateOfStsAndIamHasOurForm() {
        Map<String, DateTimeFormatter> forms = Map.of(
                "sts.amazonaws.com", DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.ENGLISH),
                "iam.amazonaws.com", DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.ENGLISH));
        int seen = 0;
        for (JsonNode record : FieldSets.whole()) {
            String source = record.path("eventSource").asText();
            for (String field : List.of("createDate", "expiration")) {
                for (String text : record.path("responseElements").findValuesAsText(field)) {
                    if (forms.containsKey(source)) {
                        Instant time =
                                LocalDateTime.parse(text, forms.get(source)).toInstant(ZoneOffset.UTC);
                        boolean sts = source.startsWith("sts");
                        assertThat(sts ? Shapes.stsExpiration(time) : Shapes.iamDate(time))
                                .isEqualTo(text);
                        seen++;
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(20);
    }

    @Tag("public-data")
    @Test
    void everyRealRefusalShowsOrHidesItsArgumentsAsWeDo() {
        List<String> wrong = FieldSets.whole().stream()
                .filter(record -> record.path("errorMessage").asText().contains("not authorized to perform"))
                .filter(record -> record.path("requestParameters").isNull()
                        != Shapes.hidesRequest(record.path("eventSource").asText(), failure(record)))
                .map(record -> record.path("eventSource").asText() + " "
                        + record.path("eventName").asText())
                .distinct()
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static Failure failure(JsonNode record) {
        return new Failure(
                record.path("errorCode").asText(), record.path("errorMessage").asText());
    }
}
