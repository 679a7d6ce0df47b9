package io.stakeout.ingest.backfill;

/** What others say, in one short line without a full stop. */
final class Line {

    private static final int LONGEST = 200;

    private Line() {}

    static String of(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
