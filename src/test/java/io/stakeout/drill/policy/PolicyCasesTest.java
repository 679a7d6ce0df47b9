package io.stakeout.drill.policy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of what AWS documents: one JSON file a topic, beside this class among the resources. */
class PolicyCasesTest {

    private static final List<String> FILES = List.of(
            "deny-precedence",
            "matching",
            "conditions",
            "variables",
            "boundary",
            "session",
            "scp",
            "resource-and-trust",
            "cross-account",
            "revocation");

    static List<PolicyCase> cases() throws IOException, MalformedPolicy {
        List<PolicyCase> cases = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = PolicyCasesTest.class.getResourceAsStream(file + ".json")) {
                JsonNode head = new ObjectMapper().readTree(in);
                for (JsonNode row : head.path("cases")) {
                    cases.add(PolicyCase.read(file, head, row));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void awsDocumentsThat(PolicyCase row) {
        Decision decision = Evaluator.decide(row.principal(), row.request(), row.policies(), row.credential());

        assertThat(effect(decision)).as(row.rule()).isEqualTo(row.expected());
        row.by().ifPresent(type -> assertThat(type(decision)).as(row.rule()).isEqualTo(type));
    }

    @Test
    void theTableIsLargeAndEachRowIsFounded() throws IOException, MalformedPolicy {
        List<PolicyCase> cases = cases();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(120);
        assertThat(cases).extracting(PolicyCase::name).doesNotHaveDuplicates();
        assertThat(cases).allSatisfy(row -> {
            assertThat(row.page()).startsWith("https://docs.aws.amazon.com/").endsWith(".html");
            assertThat(row.rule()).isNotBlank();
        });
    }

    static String effect(Decision decision) {
        if (decision instanceof Decision.Denied denied) {
            return denied.explicit() ? "explicit deny" : "implicit deny";
        }
        return "allow";
    }

    private static PolicyType type(Decision decision) {
        return decision instanceof Decision.Denied denied ? denied.type() : ((Decision.Allowed) decision).type();
    }
}
