package io.stakeout.notify.slack;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.stakeout.notify.slack.block.Block;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WritingTest {

    private static String foreign(String text) {
        return Writing.within(3_000).foreign(text, 200).words().text();
    }

    private static String code(String text) {
        return Writing.within(3_000).code(text, 200).words().text();
    }

    @Test
    void nothingThatSomebodyWroteIsAMentionOrALink() {
        for (String hostile : Hostile.TEXTS) {
            assertThat(foreign(hostile)).doesNotContain("<", ">", "\n", "*", "_", "~", "`");
            assertThat(code(hostile)).startsWith("`").endsWith("`").doesNotContain("<", ">", "\n");
            assertThat(code(hostile).substring(1, code(hostile).length() - 1)).doesNotContain("`");
        }
    }

    @Test
    void ampersandsAreEscapedOnceAndCannotMakeAnEscape() {
        assertThat(foreign("a & b")).isEqualTo("a &amp; b");
        assertThat(foreign("&lt;!channel&gt;")).isEqualTo("&amp;lt;!channel&amp;gt;");
    }

    @Test
    void whatHidesOrReordersIsMadeVisible() {
        assertThat(foreign("a\u202Eb")).isEqualTo("a⟨U+202E⟩b");
        assertThat(code("a\u0000b")).contains("␀");
    }

    @Test
    void aCutNeverLeavesHalfAnEscape() {
        String text =
                Writing.within(3_000).foreign("&".repeat(500), 200).words().text();

        assertThat(text).isEqualTo("&amp;".repeat(199) + "…");
    }

    @Test
    void whatDoesNotFitIsLeftOutFromThereOn() {
        Writing writing = Writing.within(20).own("12345").own("x".repeat(30)).own("6");

        assertThat(writing.isFull()).isTrue();
        assertThat(writing.words().text()).isEqualTo("12345 …");
    }

    @Test
    void aLinkGoesToAnAddressOfOurs() {
        String text = Writing.within(100)
                .link("https://s.example.org/a?b=1&c=2", "room")
                .words()
                .text();

        assertThat(text).isEqualTo("<https://s.example.org/a?b=1&amp;c=2|room>");
        assertThatThrownBy(() -> Writing.within(100).link("https://x|y>", "room"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyTextsAreStillTexts() {
        assertThat(Writing.within(10).words().text()).isEqualTo("-");
        assertThat(Words.Plain.of("  ", 10).text()).isEqualTo("-");
        assertThat(code("")).isEqualTo("` `");
    }

    @Test
    void whatSlackWouldRefuseCannotBeBuilt() {
        assertThatThrownBy(() -> new Block.Header(new Words.Plain("x".repeat(Limits.HEADER_TEXT + 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Block.message(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
