package io.stakeout.signal.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.stakeout.signal.yaml.Mistake;
import io.stakeout.signal.yaml.YamlFile;

/**
 * What files there are, as one sees them from outside: whoever sees the same twice needs to read nothing anew.
 *
 * @param files their time and size, and whether they may be read, by path
 */
record Look(SortedMap<Path, String> files) {

    static final Look NOTHING = new Look(new TreeMap<>());

    private static final int MAX_FILES = 200;

    /** All files of a directory but hidden ones; symbolic links are followed, since mounted settings are such. */
    static Look atDirectory(Path directory) {
        try (Stream<Path> list = Files.list(directory)) {
            List<Path> files = list.filter(
                            path -> !path.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw wrong(directory, "there are more than " + MAX_FILES + " files in it");
            }
            return of(files);
        } catch (UncheckedIOException e) {
            throw wrong(directory, reason(e.getCause()));
        } catch (IOException e) {
            throw wrong(directory, reason(e));
        }
    }

    static Look atFile(Path file) {
        try {
            return of(List.of(file));
        } catch (IOException e) {
            throw wrong(file, reason(e));
        }
    }

    private static Look of(List<Path> files) throws IOException {
        SortedMap<Path, String> seen = new TreeMap<>();
        for (Path file : files) {
            BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
            seen.put(file, facts.lastModifiedTime() + " " + facts.size() + " " + Files.isReadable(file));
        }
        return new Look(seen);
    }

    /** The bytes of a file, or one more than are taken. */
    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(YamlFile.MAX_BYTES + 1);
        } catch (IOException e) {
            throw wrong(file, reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such file or directory"
                : "it can't be read (" + e.getClass().getSimpleName() + ")";
    }

    private static Wrong wrong(Path path, String reason) {
        return new Wrong(List.of(new Mistake(path.getFileName().toString(), 0, reason)));
    }
}
