package io.stakeout.ingest.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call that touches a pipeline: one line of {@code calls.tsv}.
 *
 * @param id for example {@code cloudtrail:StopLogging}
 * @param meaning what follows when it was done, in full sentences
 */
record PipeCall(String id, List<Target> targets, String meaning) {

    /**
     * What it is done to.
     *
     * @param fields of requestParameters, any of which may name it
     * @param substitute looked at only when no part before it is named in the configuration
     */
    record Target(Part part, List<String> fields, boolean substitute) {

        /** @param text for example {@code ?bus=eventBusName} */
        private static Target parse(String text) {
            boolean substitute = text.startsWith("?");
            String[] sides = text.substring(substitute ? 1 : 0).split("=");
            return new Target(Part.of(sides[0]), List.of(sides[1].split(",")), substitute);
        }
    }

    /** All that are known, by id. */
    static Map<String, PipeCall> shipped() {
        try (InputStream in = PipeCall.class.getResourceAsStream("calls.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PipeCall::parse)
                    .collect(Collectors.toUnmodifiableMap(PipeCall::id, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException("calls.tsv can't be read from the application", e);
        }
    }

    private static PipeCall parse(String line) {
        String[] columns = line.split("\t");
        List<Target> targets =
                Arrays.stream(columns[2].split(" ")).map(Target::parse).toList();
        return new PipeCall(columns[0] + ":" + columns[1], targets, columns[3]);
    }

    Stream<Target> named(Function<Part, Boolean> named) {
        boolean before = false;
        Stream.Builder<Target> found = Stream.builder();
        for (Target target : targets) {
            if (named.apply(target.part()) && !(target.substitute() && before)) {
                found.add(target);
                before = true;
            }
        }
        return found.build();
    }
}
