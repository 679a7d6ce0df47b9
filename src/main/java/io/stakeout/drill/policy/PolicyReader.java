package io.stakeout.drill.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads a whole document; the sentences of its errors are those of AWS. */
final class PolicyReader {

    /** What the API takes, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
    private static final int MOST_CHARACTERS = 131_072;

    /** The grammar needs six. */
    private static final int MOST_DEPTH = 8;

    private static final String NEW_VERSION = "2012-10-17";
    private static final String OLD_VERSION = "2008-10-17";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PolicyDocument.Kind kind;

    PolicyReader(PolicyDocument.Kind kind) {
        this.kind = kind;
    }

    PolicyDocument read(String json) throws MalformedPolicy {
        JsonNode document = tree(json);
        Elements.onlyFields(document, fields());
        StatementReader reader = new StatementReader(kind, version(document).equals(NEW_VERSION));
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode statement : Elements.oneOrMore(document.path("Statement"))) {
            statements.add(reader.read(statement));
            Optional<String> sid = reader.sid(statement);
            if (sid.isPresent() && !sids.add(sid.get())) {
                throw new MalformedPolicy("Statement IDs (SID) in a single policy must be unique.");
            }
        }
        return new PolicyDocument(kind, statements);
    }

    private static JsonNode tree(String json) throws MalformedPolicy {
        if (json.length() > MOST_CHARACTERS) {
            throw new MalformedPolicy("The policy must have at most " + MOST_CHARACTERS + " characters.");
        }
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // what Jackson says quotes the document, which is not to end up in a log
            throw new MalformedPolicy("This policy contains invalid Json");
        }
    }

    private Map<String, Boolean> fields() {
        boolean mayHaveId = kind == PolicyDocument.Kind.RESOURCE || kind == PolicyDocument.Kind.TRUST;
        return mayHaveId
                ? Map.of("Version", false, "Id", false, "Statement", true)
                : Map.of("Version", false, "Statement", true);
    }

    /** Without one it is the old: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
    private static String version(JsonNode document) throws MalformedPolicy {
        String version = document.path("Version").asText(OLD_VERSION);
        if (!version.equals(NEW_VERSION) && !version.equals(OLD_VERSION)) {
            throw new MalformedPolicy("The policy must contain a valid version string");
        }
        return version;
    }
}
