package io.stakeout.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.stakeout.Problem;

/** Uploads on their way to being read: files of mode 0600 in the data directory, gone after the reading. */
@ApplicationScoped
class Spool {

    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final Path directory;
    private final long most;

    Spool(@ConfigProperty(name = "stakeout.data-dir") Path dataDirectory, IngestConfig config) {
        this.directory = dataDirectory.resolve("spool");
        this.most = config.maxUpload();
    }

    /** Writes the body to a file; {@code TOO_LARGE} leaves nothing behind. */
    Path receive(InputStream body) {
        try {
            Files.createDirectories(directory);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Path file = Files.createTempFile(directory, "import-", ".bytes", owner);
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(body, out);
                return file;
            } catch (RuntimeException | IOException e) {
                discard(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("upload could not be spooled to " + directory, e);
        }
    }

    private void copy(InputStream body, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            total += n;
            if (total > most) {
                throw Problem.of(
                        Problem.Kind.TOO_LARGE,
                        "File too large",
                        "An import takes files of at most " + most / (1024 * 1024) + " MB; nothing was imported. Split"
                                + " the file, or gzip it.");
            }
            out.write(buffer, 0, n);
        }
    }

    long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("spooled upload vanished", e);
        }
    }

    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "spooled upload stays behind file=%s", file.getFileName());
        }
    }

    /** Names of files that no reading will come back for. */
    List<String> leftBehind() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("spool " + directory + " can't be listed", e);
        }
    }

    void clear() {
        leftBehind().forEach(name -> discard(directory.resolve(name)));
    }
}
