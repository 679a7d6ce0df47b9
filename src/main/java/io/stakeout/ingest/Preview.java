package io.stakeout.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.stakeout.cloudtrail.Redaction;
import io.stakeout.cloudtrail.Text;
import io.stakeout.cloudtrail.UnreadableRecordException;
import io.stakeout.ingest.scan.Envelope;
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Gunzip;
import io.stakeout.ingest.scan.Opened;

/**
 * What an admin sees of bytes that could not be read: inflated, taken out of an envelope that is known, secrets redacted
 * where a piece is JSON, and every character that a screen would obey made visible.
 *
 * @param text one piece a line
 * @param redacted whether all of it was JSON: what is broken can't be redacted, and may hold secrets in clear
 * @param truncated whether there is more
 */
record Preview(String text, boolean redacted, boolean truncated) {

    /** The most that is shown, in characters. */
    static final int MOST = 64 * 1024;

    static Preview of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        boolean redacted = true;
        boolean truncated = false;
        for (byte[] piece : pieces(bytes)) {
            if (text.length() > MOST) {
                truncated = true;
                break;
            }
            byte[] shown = piece;
            try {
                shown = Redaction.redact(piece);
            } catch (UnreadableRecordException e) {
                redacted = false;
            }
            truncated |= shown.length > MOST;
            text.append(text.isEmpty() ? "" : "\n").append(visible(shown));
        }
        truncated |= text.length() > MOST;
        return new Preview(truncated ? start(text) : text.toString(), redacted, truncated);
    }

    private static List<byte[]> pieces(byte[] bytes) {
        if (Envelope.open(bytes) instanceof Opened.Records opened) {
            List<byte[]> pieces = new ArrayList<>(opened.records());
            opened.faults().stream().map(Fault::bytes).forEach(pieces::add);
            return pieces;
        }
        try {
            return List.of(Gunzip.isGzip(bytes) ? Gunzip.inflate(bytes, Envelope.MOST_INFLATED) : bytes);
        } catch (IOException e) {
            return List.of(bytes);
        }
    }

    private static String visible(byte[] piece) {
        String text = new String(piece, 0, Math.min(piece.length, MOST), StandardCharsets.UTF_8);
        return Text.visible(Text.storable(text));
    }

    private static String start(StringBuilder text) {
        int end = Math.min(MOST, text.length());
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }
}
