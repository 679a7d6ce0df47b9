package io.stakeout.containment.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.stakeout.containment.plan.Level;

import static org.assertj.core.api.Assertions.assertThat;

/** When a cut is proved, and when it isn't: see {@code proofs.txt}. */
class ProofTest {

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheTable() throws IOException {
        Map<String, List<String>> cases = cases();
        assertThat(cases).hasSizeGreaterThan(20);
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getValue())));
    }

    private static void check(List<String> lines) {
        Drama drama = new Drama();
        for (String line : lines) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "expect" -> assertThat(drama.result()).as(line).isEqualTo(words[1]);
                case "says" -> assertThat(drama.text()).as(line).contains(words[1]);
                case "reads" -> assertThat(drama.reads()).as(line).isEqualTo(Integer.parseInt(words[1]));
                case "green" -> assertThat(drama.green()).as(line).isEqualTo(words[1]);
                default -> drama.play(line);
            }
        }
    }

    private static Map<String, List<String>> cases() throws IOException {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        try (InputStream in = ProofTest.class.getResourceAsStream("proofs.txt")) {
            List<String> current = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    current = new ArrayList<>();
                    cases.put(line.substring(3), current);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    current.add(line.strip());
                }
            }
        }
        return cases;
    }

    @Test
    void everyLevelSaysWhatToExpectAndWhatCannotBeSeen() {
        assertThat(Level.values()).allSatisfy(level -> {
            assertThat(Expectation.of(level).expects()).isNotBlank();
            assertThat(Expectation.of(level).cannotSee()).contains("data events");
        });
    }
}
