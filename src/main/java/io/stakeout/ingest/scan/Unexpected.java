package io.stakeout.ingest.scan;

/**
 * Something that the walk over the bytes does not understand, well-formed or not: the full parser has to look. One
 * instance without a stack trace, because who sends rubbish decides how often it is thrown.
 */
final class Unexpected extends RuntimeException {

    static final Unexpected HERE = new Unexpected();

    private Unexpected() {
        super("the walk does not understand this", null, false, false);
    }
}
