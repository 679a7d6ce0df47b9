package io.stakeout.containment.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.stakeout.cloudtrail.CloudTrailRecord;

/**
 * A call that may take a containment back: one line of {@code moves.tsv}.
 *
 * @param call for example {@code iam:DeleteUserPolicy}
 * @param meaning what is so when it was done, without a full stop
 */
record MoveKind(String call, On on, When when, String meaning) {

    private static final Map<String, MoveKind> ALL = shipped();
    private static final String SUFFIX = ".amazonaws.com";

    /** What it is done to. */
    enum On {
        USER,
        ROLE,
        ROOT,
        POLICY_TARGET,
        POLICY_NAME,
        POLICY_ACCOUNT,
        ORGANIZATION
    }

    /** On which condition. */
    enum When {
        ANY,
        OUR_POLICY,
        DENY_POLICY,
        ACTIVE
    }

    static Optional<MoveKind> of(CloudTrailRecord record) {
        String source = record.eventSource();
        if (!source.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String service = source.substring(0, source.length() - SUFFIX.length());
        return Optional.ofNullable(ALL.get(service + ":" + record.eventName()));
    }

    /** All that are known, by call. */
    static Map<String, MoveKind> all() {
        return ALL;
    }

    private static Map<String, MoveKind> shipped() {
        try (InputStream in = MoveKind.class.getResourceAsStream("moves.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(MoveKind::parse)
                    .collect(Collectors.toUnmodifiableMap(MoveKind::call, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException("moves.tsv can't be read from the application", e);
        }
    }

    private static MoveKind parse(String line) {
        String[] columns = line.split("\t");
        return new MoveKind(
                columns[0] + ":" + columns[1],
                On.valueOf(constant(columns[2])),
                When.valueOf(constant(columns[3])),
                columns[4]);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
