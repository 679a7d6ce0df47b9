package io.stakeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page and the code name the same settings. */
class ConfigurationDocTest {

    private static final Path PAGE = Path.of("docs/configuration.md");

    /** A table row: the key, then its environment variable. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `(stakeout\\.[^`]+)` \\| `([A-Z0-9_<>]+)` \\|", Pattern.MULTILINE);

    private Set<MatchResult> rows;

    @BeforeEach
    void read() throws IOException {
        rows = ROW.matcher(Files.readString(PAGE)).results().collect(Collectors.toSet());
    }

    @Test
    void everySettingOfTheCodeIsOnThePageAndTheOtherWayRound() {
        Set<String> documented = rows.stream().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(ConfigKeys.ofTheApplication());
    }

    @Test
    void everyEnvironmentVariableIsTheKeyInCapitals() {
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.group(2))
                        .isEqualTo(row.group(1).replaceAll("[^a-z0-9<>]", "_").toUpperCase(Locale.ROOT)));
    }
}
