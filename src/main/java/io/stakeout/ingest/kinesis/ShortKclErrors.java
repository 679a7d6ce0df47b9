package io.stakeout.ingest.kinesis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * The client library logs each failure with its stack trace, several times a second while AWS doesn't answer. On the
 * console it gets one line each, the same one at most every ten seconds.
 */
@LoggingFilter(name = "short-kcl-errors")
final class ShortKclErrors implements Filter {

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_REMEMBERED = 128;

    /** When a line was last let through, oldest first. */
    private final Map<String, Long> told = new LinkedHashMap<>();

    @Override
    public boolean isLoggable(LogRecord record) {
        String name = record.getLoggerName();
        if (name == null || !name.startsWith("software.amazon.") && !name.startsWith("com.amazonaws.")) {
            return true;
        }
        String line = name + record.getMessage();
        shorten(record);
        return first(line, System.nanoTime());
    }

    private static void shorten(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown != null && record instanceof ExtLogRecord ext) {
            String text = ext.getMessage() + " cause=\"" + Sentences.reason(thrown) + "\"";
            ext.setMessage(text, ext.getFormatStyle());
            ext.setThrown(null);
        }
    }

    private synchronized boolean first(String line, long now) {
        Long before = told.get(line);
        if (before != null && now - before < QUIET_NANOS) {
            return false;
        }
        told.remove(line);
        told.put(line, now);
        if (told.size() > MOST_REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
