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
import io.stakeout.ingest.scan.Fault;
import io.stakeout.ingest.scan.Finds;
import io.stakeout.ingest.scan.Inflation;
import io.stakeout.ingest.scan.Opened;
import io.stakeout.ingest.scan.Scanner;
import io.stakeout.watch.Watchlist;

/** Ways from compressed bytes to matches. All of them inflate alike, with {@link Inflation}. */
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

    static Rounds.Contender jacksonTree(Set<String> keys) {
        return messages(message -> {
            JsonNode identity = MAPPER.readTree(message).path("userIdentity");
            return keys.contains(identity.path("accessKeyId").asText());
        });
    }

    static Rounds.Contender jacksonStreaming(Set<String> keys) {
        Inflation inflation = new Inflation();
        return workload -> {
            long matches = 0;
            for (byte[] payload : workload.payloads) {
                inflation.open(payload);
                matches += streaming(inflation, keys);
            }
            return matches;
        };
    }

    static Rounds.Contender eventRuler(String[] keys) {
        Machine machine = machine(keys);
        return messages(message -> !machine.rulesForJSONEvent(message).isEmpty());
    }

    static Machine machine(String[] keys) {
        Machine machine = Machine.builder().build();
        try {
            for (String key : keys) {
                machine.addRule(key, "{\"userIdentity\":{\"accessKeyId\":[\"" + key + "\"]}}");
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

    private static long streaming(Inflation inflation, Set<String> keys) {
        long matches = 0;
        try (JsonParser parser = MAPPER.getFactory().createParser(inflation.bytes(), 0, inflation.length())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("message")) {
                    parser.nextToken();
                    matches += suspect(parser, keys) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return matches;
    }

    /** Leaves the record after its userIdentity. */
    private static boolean suspect(JsonParser outer, Set<String> keys) throws IOException {
        try (JsonParser parser = MAPPER.getFactory()
                .createParser(outer.getTextCharacters(), outer.getTextOffset(), outer.getTextLength())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean identity = parser.currentName().equals("userIdentity");
                parser.nextToken();
                if (identity) {
                    return suspect(parser.currentToken(), parser, keys);
                }
                parser.skipChildren();
            }
            return false;
        }
    }

    private static boolean suspect(JsonToken first, JsonParser parser, Set<String> keys) throws IOException {
        boolean found = false;
        while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean key = parser.currentName().equals("accessKeyId");
            parser.nextToken();
            found |= key && keys.contains(parser.getText());
            parser.skipChildren();
        }
        return found;
    }

    private static final class Matching implements Finds {
        private final Watchlist watchlist;
        private long matches;

        private Matching(Watchlist watchlist) {
            this.watchlist = watchlist;
        }

        @Override
        public void record(Lane lane, byte[] record) {
            matches += watchlist.match(CloudTrailRecord.parse(record)).isEmpty() ? 0 : 1;
        }

        @Override
        public void fault(Lane lane, Fault fault) {
            throw new AssertionError(fault.reason());
        }

        @Override
        public void finding(Opened.Finding finding) {
            throw new AssertionError(finding.detailType());
        }
    }
}
