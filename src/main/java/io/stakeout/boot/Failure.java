package io.stakeout.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A failure told in one line; the stack trace goes to a file, not to the terminal. */
final class Failure {

    private Failure() {}

    /** The innermost message, without line breaks. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        return message == null ? name : name + ": " + message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Where the stack trace is, as the end of a sentence; empty when it could not be written. */
    static String keep(Throwable failure, Path file) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        try {
            OwnerOnly.write(file, trace.toString());
            return " Details are in " + file + ".";
        } catch (IOException e) {
            return "";
        }
    }
}
