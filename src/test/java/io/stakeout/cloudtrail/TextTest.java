package io.stakeout.cloudtrail;

import java.io.File;
import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {

    record Case(String in, String out) {}

    @Test
    void whatHidesIsMadeVisibleAsInTheSharedTable() throws IOException {
        List<Case> cases =
                new ObjectMapper().readValue(new File("frontend/src/visible.cases.json"), new TypeReference<>() {});

        assertThat(cases).isNotEmpty().allSatisfy(row -> {
            assertThat(Text.visible(row.in())).isEqualTo(row.out());
            assertThat(Text.visible(row.out())).as("twice is once").isEqualTo(row.out());
        });
    }

    @Test
    void nulAndLoneSurrogatesAreMadeStorableAndAllElseStays() {
        assertThat(Text.storable("a\0b")).isEqualTo("a\u2400b");
        assertThat(Text.storable("\ud800 \udc00x")).isEqualTo("\ufffd \ufffdx");
        assertThat(Text.storable("ok \ud83d\ude80\n")).isEqualTo("ok \ud83d\ude80\n");
    }

    @Test
    void cuttingNeverLeavesHalfOfACharacter() {
        assertThat(Text.cut("abc", 3)).isEqualTo("abc");
        assertThat(Text.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(Text.cut("a\ud83d\ude80bc", 3)).isEqualTo("a…");
    }
}
