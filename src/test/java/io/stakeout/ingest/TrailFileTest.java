package io.stakeout.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import io.stakeout.Problem;
import io.stakeout.ingest.scan.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrailFileTest {

    private static final String A = "{\"eventName\":\"A\",\"t\":\"{[\\\"\"}";
    private static final String B = "{\"eventName\":\"B\",\"x\":{\"Records\":[{}]}}";

    private static final class Got implements TrailFile.Sink {
        private final List<String> envelopes = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();

        @Override
        public void envelope(byte[] data) {
            envelopes.add(new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public void fault(Fault fault) {
            faults.add(fault.reason());
        }
    }

    @Test
    void jsonLinesComeOneByOneAndABrokenLineIsOnlyThatLine() throws IOException {
        Got got = read("\ufeff" + A + "\r\n\n  {broken\n" + B);
        assertThat(got.envelopes).containsExactly(A, "{broken", B);
        assertThat(got.faults).isEmpty();
    }

    @Test
    void recordsAreUnwrappedHoweverTheyAreSpaced() throws IOException {
        assertThat(read("{\"Records\":[" + A + "," + B + "]}").envelopes).containsExactly(A, B);
        assertThat(read("{\n  \"Records\" : [\n" + A + ",\n" + B + "\n]\n}\n").envelopes)
                .containsExactly(A, B);
        assertThat(read("{\"Records\":[" + A + "]}\n{\"Records\":[" + B + "]}").envelopes)
                .containsExactly(A, B);
        assertThat(read("[" + A + "," + B + "]").envelopes).containsExactly(A, B);
        assertThat(read("{\"Records\":[]}").envelopes).isEmpty();
    }

    @Test
    void blanksAfterALineAreNoPartOfIt() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(A.getBytes(StandardCharsets.UTF_8));
        Got got = read(base64 + " \t\n  " + base64 + "  ");
        assertThat(got.envelopes).containsExactly(A, A);
        assertThat(got.faults).isEmpty();
    }

    @Test
    void prettyPrintedDocumentsComeWhole() throws IOException {
        assertThat(read("{\n \"eventName\":\n\"A\"}\n{\n \"eventName\": \"B\"}").envelopes)
                .hasSize(2);
    }

    @Test
    void aFileThatEndsInsideARecordKeepsWhatCameBefore() throws IOException {
        Got got = read("{\"Records\":[" + A + ",{\"eventName\":");
        assertThat(got.envelopes).containsExactly(A);
        assertThat(got.faults).containsExactly("the file ends inside a record");
    }

    @Test
    void base64LinesAreDecodedAndAWrongOneIsAFault() throws IOException {
        String line = Base64.getEncoder().encodeToString(A.getBytes(StandardCharsets.UTF_8));
        Got got = read(line + "\n??not base64\n" + line);
        assertThat(got.envelopes).containsExactly(A, A);
        assertThat(got.faults).containsExactly("line is neither JSON nor base64");
    }

    @Test
    void gzipIsSeenThroughAndABrokenEndKeepsWhatCameBefore() throws IOException {
        String lines = (A + "\n").repeat(20_000);
        byte[] gzipped = gzip(lines);
        assertThat(read(gzipped).envelopes).hasSize(20_000);
        Got cut = read(Arrays.copyOf(gzipped, gzipped.length / 2));
        assertThat(cut.envelopes).hasSizeBetween(1, 20_000).containsOnly(A);
        assertThat(cut.faults).hasSize(1);
    }

    @Test
    void anEmptyFileHoldsNothing() throws IOException {
        assertThat(read("").envelopes).isEmpty();
        assertThat(read(" \n\n ").envelopes).isEmpty();
    }

    @Test
    void aFileThatInflatesBeyondTheBoundIsRefused() {
        InputStream bounded = new TrailFile.Bounded(new ByteArrayInputStream(new byte[11]), 10);
        assertThatThrownBy(bounded::readAllBytes)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.TOO_LARGE));
    }

    private static Got read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Got read(byte[] bytes) throws IOException {
        Got got = new Got();
        TrailFile.read(new ByteArrayInputStream(bytes), 100_000_000, got);
        return got;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
