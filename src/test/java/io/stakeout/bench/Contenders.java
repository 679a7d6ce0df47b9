package io.stakeout.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.event.ruler.Machine;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.incident.Lane;
import io.stakeout.ingest.CountedScan;
import io.stakeout.ingest.scan.Inflation;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.testing.WellFormed;
import io.stakeout.watch.Watchlist;

/**
 * Ways from compressed bytes to matches. All of them inflate alike, with {@link Inflation}, and compare the same values,
 * those of {@link Identity}.
 */
final class Contenders {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Contenders() {}

    /** The floor. */
    static Rounds.Contender gunzip() {
        Inflation inflation = new Inflation();
        return workload -> {
            workload.payloads.forEach(inflation::open);
            return workload.hits();
        };
    }

    /** The live way, its counting and what it remembers of a block included. */
    static Rounds.Contender live(Watchlist watchlist) {
        CountedScan scan = new CountedScan(watchlist);
        return workload -> {
            long before = scan.matches();
            for (byte[] payload : workload.payloads) {
                scan.scan(payload);
                scan.scanner().identities();
            }
            return scan.matches() - before;
        };
    }

    /** A second look: nothing is counted. */
    static Rounds.Contender again(Watchlist watchlist) {
        Scanner scanner = new Scanner();
        Matching matching = new Matching(watchlist);
        return workload -> {
            matching.matches = 0;
            workload.payloads.forEach(payload -> scanner.scan(payload, watchlist, matching));
            return matching.matches;
        };
    }

    static Rounds.Contender jacksonTree(Set<String> identifiers) {
        return messages(message -> {
            JsonNode record = MAPPER.readTree(message);
            return Identity.values(record).anyMatch(identifiers::contains);
        });
    }

    static Rounds.Contender jacksonStreaming(Set<String> identifiers) {
        Inflation inflation = new Inflation();
        return workload -> {
            long matches = 0;
            for (byte[] payload : workload.payloads) {
                inflation.open(payload);
                matches += streaming(inflation, identifiers);
            }
            return matches;
        };
    }

    static Rounds.Contender eventRuler(String[] keys) {
        Machine machine = machine(keys);
        return messages(message -> !machine.rulesForJSONEvent(message).isEmpty());
    }

    static Machine machine(String[] identifiers) {
        Machine machine = Machine.builder().build();
        try {
            for (String identifier : identifiers) {
                machine.addRule(identifier, Identity.rule(identifier));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return machine;
    }

    private interface Judge {
        boolean matches(String message) throws Exception;
    }

    /** The textbook: a tree of the payload, a text of each message. */
    private static Rounds.Contender messages(Judge judge) {
        Inflation inflation = new Inflation();
        return workload -> {
            long matches = 0;
            for (byte[] payload : workload.payloads) {
                inflation.open(payload);
                try {
                    for (JsonNode event : MAPPER.readTree(inflation.bytes(), 0, inflation.length())
                            .path("logEvents")) {
                        matches += judge.matches(event.path("message").textValue()) ? 1 : 0;
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return matches;
        };
    }

    private static long streaming(Inflation inflation, Set<String> identifiers) {
        long matches = 0;
        try (JsonParser parser = MAPPER.getFactory().createParser(inflation.bytes(), 0, inflation.length())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("message")) {
                    parser.nextToken();
                    matches += suspect(parser, identifiers) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return matches;
    }

    /** Leaves the record when both its userIdentity and its address have been seen. */
    private static boolean suspect(JsonParser outer, Set<String> identifiers) throws IOException {
        try (JsonParser parser = MAPPER.getFactory()
                .createParser(outer.getTextCharacters(), outer.getTextOffset(), outer.getTextLength())) {
            parser.nextToken();
            boolean found = false;
            int seen = 0;
            while (seen < 2 && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("userIdentity")) {
                    seen++;
                    found |= identity(parser, identifiers);
                } else if (name.equals("sourceIPAddress")) {
                    seen++;
                    found |= identifiers.contains(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return found;
        }
    }

    private static boolean identity(JsonParser parser, Set<String> identifiers) throws IOException {
        boolean found = false;
        int depth = parser.currentToken() == JsonToken.START_OBJECT ? 1 : 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && Identity.NAMES.contains(parser.currentName())) {
                found |= identifiers.contains(parser.getText());
            }
        }
        return found;
    }

    private static final class Matching extends WellFormed {
        private final Watchlist watchlist;
        private long matches;

        private Matching(Watchlist watchlist) {
            this.watchlist = watchlist;
        }

        @Override
        public void record(Lane lane, byte[] record) {
            matches += watchlist.match(CloudTrailRecord.parse(record)).isEmpty() ? 0 : 1;
        }
    }
}
