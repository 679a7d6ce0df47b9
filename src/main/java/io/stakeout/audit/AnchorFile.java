package io.stakeout.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Anchors in {@code audit/anchors.jsonl} of the data directory, mode 0600, on disk before {@link #keep} returns; the
 * newest 100,000 at least, about two years of them. One process writes the file: it holds the lock of the directory.
 * Thread-safe.
 */
@Singleton
class AnchorFile implements AnchorChannel {

    private static final Logger LOG = Logger.getLogger(AnchorFile.class);
    private static final int KEPT = 100_000;

    /** Pruning rewrites the file, so not with each line. */
    private static final int SURPLUS = 5_000;

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final AuditKey key;
    private final int kept;
    private final int surplus;
    private Optional<AnchorLine> written = Optional.empty();
    private int size;
    private boolean known;

    @Inject
    AnchorFile(@ConfigProperty(name = "stakeout.data-dir") Path dataDirectory, AuditKey key) {
        this(dataDirectory.resolve("audit").resolve("anchors.jsonl"), key, KEPT, SURPLUS);
    }

    AnchorFile(Path file, AuditKey key, int kept, int surplus) {
        this.file = file;
        this.key = key;
        this.kept = kept;
        this.surplus = surplus;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public synchronized void keep(Anchor anchor) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Optional<AnchorLine> last = last();
            AnchorLine line = AnchorLine.next(last, anchor, key);
            append(line.json() + "\n");
            written = Optional.of(line);
            size++;
            prune();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    /** Everything in it; empty when there is no file. */
    synchronized AnchorReading read() {
        try {
            return AnchorReading.of(lines(), written, kept, key);
        } catch (IOException e) {
            LOG.errorf(
                    "anchors can't be read file=%s cause=\"%s\"",
                    file, e.getClass().getSimpleName());
            return new AnchorReading(List.of(), false, true);
        }
    }

    /** The line that the next one follows: what this process wrote, or what the one before left. */
    private Optional<AnchorLine> last() throws IOException {
        if (known) {
            if (!Files.exists(file) && written.isPresent()) {
                LOG.errorf("the file of anchors is gone, it is begun anew file=%s", file);
            }
            return written;
        }
        dropTornEnd();
        List<String> lines = lines();
        size = lines.size();
        known = true;
        return lines.isEmpty() ? Optional.empty() : AnchorLine.parse(lines.get(size - 1));
    }

    /** A crash while writing leaves a line without its end: that anchor was never kept. */
    private void dropTornEnd() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            LOG.warnf("half a line at the end of the anchors was removed file=%s bytes=%d", file, bytes.length - end);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end).force(true);
            }
        }
    }

    private List<String> lines() throws IOException {
        // bytes that are no text are a line that isn't genuine, not a reason to stop
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    private void append(String text) throws IOException {
        Set<StandardOpenOption> how =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try (FileChannel channel = FileChannel.open(file, how, OWNER_ONLY)) {
            long before = channel.size();
            try {
                write(channel, text);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private void prune() throws IOException {
        if (size < kept + surplus) {
            return;
        }
        List<String> lines = lines();
        List<String> newest = lines.subList(Math.max(0, lines.size() - kept), lines.size());
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "new-", ".jsonl", OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            write(channel, String.join("\n", newest) + "\n");
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        size = newest.size();
    }
}
