package io.stakeout.notify.slack.in;

import org.junit.jupiter.api.Test;

import io.stakeout.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SlashTextTest {

    @Test
    void wordsAreTakenOneByOneAndTheRestAsItIs() {
        SlashText text = new SlashText("  close   #12 benign  it is  ours ");

        assertThat(text.word()).isEqualTo("close");
        assertThat(text.incident()).isEqualTo(12);
        assertThat(text.word()).isEqualTo("benign");
        assertThat(text.rest()).isEqualTo("it is  ours");
        assertThat(text.ended()).isTrue();
        assertThat(text.word()).isEmpty();
    }

    @Test
    void whatSlackTakesForAnAddressIsWhatWasTyped() {
        SlashText text = new SlashText("watch principal-arn"
                + " arn:aws:sts::111122223333:assumed-role/admin/<mailto:bob@corp.example|bob@corp.example>");

        assertThat(text.word()).isEqualTo("watch");
        assertThat(text.word()).isEqualTo("principal-arn");
        assertThat(text.word()).isEqualTo("arn:aws:sts::111122223333:assumed-role/admin/bob@corp.example");
    }

    @Test
    void escapesAreTakenBackOnce() {
        assertThat(new SlashText("a &amp;lt; b &lt;c&gt; <http://x.example>").rest())
                .isEqualTo("a &lt; b <c> http://x.example");
    }

    @Test
    void somebodyIsMentionedByTheirId() {
        assertThat(new SlashText("<@U012AB|bob> was it you?").user()).contains("U012AB");
        assertThat(new SlashText("<@U012AB>").user()).contains("U012AB");
        assertThat(new SlashText("@bob").user()).isEmpty();
        assertThat(new SlashText("<!channel>").user()).isEmpty();
    }

    @Test
    void anIncidentIsANumber() {
        assertThatThrownBy(() -> new SlashText("twelve").incident()).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new SlashText("9999999999999999999").incident())
                .isInstanceOf(Problem.class);
    }
}
