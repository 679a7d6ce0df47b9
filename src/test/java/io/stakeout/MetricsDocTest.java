package io.stakeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.stakeout.ingest.Intake;
import io.stakeout.ingest.LiveReading;
import io.stakeout.testing.WithPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of metrics, the code and the dashboard name the same things. */
@QuarkusTest
@WithPostgres
class MetricsDocTest {

    private static final Path PAGE = Path.of("docs/metrics.md");
    private static final Path DASHBOARD = Path.of("deploy/grafana/stakeout.json");

    private static final Pattern ROW = Pattern.compile(
            "^\\| `(stakeout\\.[a-z.]+)` \\| (counter|gauge|timer) \\| *([^|]*?) *\\|", Pattern.MULTILINE);

    private static final Pattern EXPOSED = Pattern.compile("stakeout_[a-z_]+");

    /** Units and endings that Prometheus adds to a name. */
    private static final Pattern ENDING = Pattern.compile("(_seconds|_bytes)?(_total|_count|_sum|_max|_bucket)?$");

    private record Row(String type, Set<String> labels) {}

    @Inject
    MeterRegistry metrics;

    @Inject
    Intake intake;

    private final Map<String, Row> page = new TreeMap<>();

    @BeforeEach
    void read() throws IOException {
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            page.put(row.group(1), new Row(row.group(2), labels(row.group(3))));
        }
    }

    private static Set<String> labels(String column) {
        return Stream.of(column.split(","))
                .map(label -> label.replace("`", "").strip())
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatTheApplicationCountsIsOnThePageWithItsTypeAndLabels() {
        LiveReading reading = intake.live("a test");
        reading.take("{ not a record: counted as quarantined".getBytes(StandardCharsets.UTF_8));
        reading.flush();
        List<Meter.Id> ours = metrics.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("stakeout."))
                .toList();
        assertThat(ours).extracting(Meter.Id::getName).contains("stakeout.ingest.quarantined");
        assertThat(ours).allSatisfy(id -> {
            assertThat(page).as("docs/metrics.md lacks it").containsKey(id.getName());
            Row row = page.get(id.getName());
            assertThat(row.type())
                    .as(id.getName())
                    .isEqualTo(id.getType().name().toLowerCase(Locale.ROOT));
            assertThat(id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet()))
                    .as(id.getName())
                    .isEqualTo(row.labels());
        });
    }

    @Test
    void whatIsOnThePageIsInTheCode() throws IOException {
        String code = code();
        assertThat(page).hasSizeGreaterThan(15);
        assertThat(page.keySet()).allSatisfy(name -> assertThat(code).contains("\"" + name + "\""));
    }

    @Test
    void theDashboardShowsOnlyMetricsOfThePage() throws IOException {
        Set<String> exposed =
                page.keySet().stream().map(name -> name.replace('.', '_')).collect(Collectors.toSet());
        List<String> shown = EXPOSED.matcher(Files.readString(DASHBOARD))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(exposed).contains(ENDING.matcher(name).replaceFirst("")));
    }

    private static String code() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder code = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
            return code.toString();
        }
    }
}
