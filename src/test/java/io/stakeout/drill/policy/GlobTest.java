package io.stakeout.drill.policy;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class GlobTest {

    @Property
    void matchesWhatItsDefinitionMatches(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(byDefinition(pattern, text));
    }

    @Property
    void matchesInAnyCaseWhatItMatchesInOne(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        boolean inOneCase = byDefinition(pattern.toUpperCase(Locale.ROOT), text.toUpperCase(Locale.ROOT));

        assertThat(Glob.of(pattern).matchesAnyCase(text)).isEqualTo(inOneCase);
    }

    @Property
    void literalTextMatchesItselfOnly(@ForAll("patterns") String plain, @ForAll("patterns") String text) {
        assertThat(Glob.literally(plain).matches(text)).isEqualTo(plain.equals(text));
    }

    @Property
    void aTemplateWithoutVariablesIsAPattern(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        Request request = new Request("s3:GetObject", "*", Map.of());

        assertThat(Template.withVariables(pattern).in(request))
                .hasValueSatisfying(glob -> assertThat(glob.matches(text)).isEqualTo(byDefinition(pattern, text)));
    }

    @Example
    void aPatternMadeToExplodeDoesNot() {
        Glob pattern = Glob.of("*a".repeat(2_000) + "b");
        String text = "a".repeat(20_000);

        assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(pattern.matches(text)).isFalse());
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("abB*?").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abAB").ofMaxLength(10);
    }

    /** Slow and plain: a star takes nothing, or one character and then again. */
    private static boolean byDefinition(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        char first = pattern.charAt(0);
        if (first == '*') {
            return byDefinition(pattern.substring(1), text)
                    || !text.isEmpty() && byDefinition(pattern, text.substring(1));
        }
        return !text.isEmpty()
                && (first == '?' || first == text.charAt(0))
                && byDefinition(pattern.substring(1), text.substring(1));
    }
}
