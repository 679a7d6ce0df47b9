package io.stakeout.notify.slack.in;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LikenessTest {

    @ParameterizedTest
    @CsvSource({
        // e-mail address, real name, name in the lineage, may be the same
        "bert.jan@corp.example, Bert Jansen, bert-jan, true",
        "bjansen@corp.example, Bert Jansen, bert-jan, true",
        "bjansen@corp.example, B. J., bjansen-admin, true",
        "bjansen@corp.example, B. J., arn:aws:iam::111122223333:user/bjansen, true",
        "bjansen@corp.example, B. J., arn:aws:sts::111122223333:assumed-role/admin/bjansen@other.example, true",
        "bjansen@corp.example, B. J., BJANSEN@CORP.EXAMPLE, true",
        "x4711@corp.example, Bert Jansen, bjansen, true",
        "renee@corp.example, Renée Dubois, dubois, true",
        "renee@corp.example, Renée Dubois, Renee.Dubois, true",
        "iz@corp.example, Iz, iz, true",
        "carol@corp.example, Carol Smith, bert-jan, false",
        "carol@corp.example, Carol Smith, AKIAIOSFODNN7EXAMPLE, false",
        "carol@corp.example, Carol Smith, arn:aws:iam::111122223333:role/deploy, false",
        "iam@corp.example, Ian Moss, arn:aws:iam::111122223333:user/bert-jan, false",
        "carol@corp.example, Carol Smith, bert@corp.example, false"
    })
    void whoSharesANameMayBeTheSame(String email, String realName, String other, boolean same) {
        Likeness likeness = new Likeness(List.of(email, realName));

        assertThat(likeness.firstOf(Stream.of(other)).isPresent()).isEqualTo(same);
    }
}
