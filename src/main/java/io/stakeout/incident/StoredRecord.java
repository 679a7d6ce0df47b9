package io.stakeout.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Redaction;

/** A record as the database keeps it: redacted, gzipped bytes, so that nothing in them can be refused or reordered. */
final class StoredRecord {

    private StoredRecord() {}

    static byte[] of(CloudTrailRecord record) {
        byte[] redacted = Redaction.redact(record.raw());
        ByteArrayOutputStream out = new ByteArrayOutputStream(redacted.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(redacted);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    static byte[] read(byte[] stored) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored record is damaged", e);
        }
    }
}
