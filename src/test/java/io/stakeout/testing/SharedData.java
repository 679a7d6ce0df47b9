package io.stakeout.testing;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/**
 * Public CloudTrail data sets that are too large, or licensed too variously, to keep in this repository. Looked for in
 * the directory of the system property {@code stakeout.shared}, else in {@code ../shared} beside the project. Tests that
 * need them are reported as skipped where they are not there.
 */
public final class SharedData {

    private static final Path ROOT = Path.of(System.getProperty("stakeout.shared", "../shared"));

    private SharedData() {}

    /**
     * The file or directory, or the test is skipped.
     *
     * @param relative below the shared directory, for example {@code data/invictus-a/events.jsonl}
     */
    public static Path require(String relative) {
        Path path = ROOT.resolve(relative).toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.exists(path),
                "needs " + ROOT.resolve(relative) + ": public CloudTrail data sets checked out beside this project, or"
                        + " -Dstakeout.shared=DIRECTORY");
        return path;
    }
}
