package io.stakeout.drill.trail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Differences from the real records that are meant, each with its reason: {@code explained.tsv} beside this class. A
 * {@code *} stands for anything.
 */
record Explained(List<Explanation> all) {

    /** @param sign {@code +} for what we have and real records don't, {@code -} for the contrary */
    record Explanation(Pattern event, char sign, Pattern path, String reason) {

        boolean explains(String name, char side, String difference) {
            return side == sign
                    && event.matcher(name).matches()
                    && path.matcher(difference).matches();
        }
    }

    static Explained read() {
        try (InputStream table = Explained.class.getResourceAsStream("explained.tsv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return new Explained(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Explained::explanation)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> unexplained(String event, char side, List<String> differences) {
        return differences.stream()
                .filter(difference -> all.stream().noneMatch(one -> one.explains(event, side, difference)))
                .toList();
    }

    private static Explanation explanation(String line) {
        List<String> columns = List.of(line.split("\t"));
        if (columns.size() != 4 || !columns.get(1).matches("[+-]")) {
            throw new IllegalStateException("event, + or -, path and reason are wanted: " + line);
        }
        return new Explanation(glob(columns.get(0)), columns.get(1).charAt(0), glob(columns.get(2)), columns.get(3));
    }

    private static Pattern glob(String text) {
        return Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E");
    }
}
