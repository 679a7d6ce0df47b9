package io.stakeout.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PreviewTest {

    private static final String RECORD =
            "{\"eventName\":\"X\",\"responseElements\":{\"credentials\":{\"sessionToken\":\"hush\"}}}";

    @Test
    void aRecordIsShownWithoutItsSecrets() {
        Preview preview = Preview.of(bytes(RECORD));
        assertThat(preview.text()).contains("[redacted]").doesNotContain("hush");
        assertThat(preview.redacted()).isTrue();
        assertThat(preview.truncated()).isFalse();
    }

    @Test
    void theRecordsOfACompressedPayloadAreTakenOutOfItAndRedactedOneByOne() throws IOException {
        String payload = "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":" + TextNode.valueOf(RECORD)
                + "},{\"id\":\"no message\"}]}";
        Preview preview = Preview.of(gzip(bytes(payload)));
        assertThat(preview.text().lines()).hasSize(2);
        assertThat(preview.text()).contains("[redacted]", "no message").doesNotContain("hush");
        assertThat(preview.redacted()).isTrue();
    }

    @Test
    void whatIsBrokenIsShownWithNothingHiddenAndSaysThatItIsNotRedacted() {
        Preview preview = Preview.of(bytes("{\"a\":\u0000\u001b[2J\u202Egnp.exe\r\n"));
        assertThat(preview.text()).isEqualTo("{\"a\":␀␛[2J⟨U+202E⟩gnp.exe␍␊");
        assertThat(preview.redacted()).isFalse();
    }

    @Test
    void moreThanFitsIsCutAndSaysSo() {
        Preview long1 = Preview.of(bytes("x".repeat(Preview.MOST) + "y"));
        assertThat(long1.text()).hasSize(Preview.MOST).doesNotContain("y");
        assertThat(long1.truncated()).isTrue();
        Preview swollen = Preview.of(bytes("\u202E".repeat(Preview.MOST / 3)));
        assertThat(swollen.text()).hasSize(Preview.MOST);
        assertThat(swollen.truncated()).isTrue();
        assertThat(Preview.of(bytes("x".repeat(Preview.MOST))).truncated()).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
