package io.stakeout.notify.slack;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResemblanceTest {

    @ParameterizedTest
    @CsvSource({
        "bert-jan, bert.jan@example.org",
        "bert-jan, Bert Jan",
        "bert-jan, Jan Bert",
        "bjan, Bert Jan",
        "arn:aws:iam::111122223333:user/team/bert-jan, bertjan",
        "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1/bert.jan@example.org, Bert Jan",
        "AROAEXAMPLEEXAMPLE00:bert.jan@example.org, bert.jan@example.org",
        "müller, Muller",
        "BERT-JAN, bert_jan"
    })
    void thesePeopleMayBeTheSuspect(String suspect, String person) {
        assertThat(new Resemblance(List.of(suspect)).of(List.of(person))).contains(person);
    }

    @ParameterizedTest
    @CsvSource({
        "bert-jan, Bert Smith",
        "bert-jan, jan@example.org",
        "arn:aws:iam::111122223333:role/bert-jan, bert.jan@example.org",
        "arn:aws:sts::111122223333:assumed-role/bert-jan/i-0dbc91f429e48eeed, bert.jan@example.org",
        "arn:aws:iam::111122223333:root, root",
        "AKIAIOSFODNN7EXAMPLE, Akia Smith"
    })
    void thesePeopleAreSomebodyElse(String suspect, String person) {
        assertThat(new Resemblance(List.of(suspect)).of(List.of(person))).isEmpty();
    }

    @Test
    void namesWithoutLettersAreNobodys() {
        assertThat(new Resemblance(Set.of("", "..", "a", "-_-")).of(List.of("", "...", "a", "@")))
                .isEmpty();
    }
}
