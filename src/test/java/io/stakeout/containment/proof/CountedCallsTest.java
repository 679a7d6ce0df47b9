package io.stakeout.containment.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.stakeout.access.Actor;
import io.stakeout.containment.plan.Cover;
import io.stakeout.containment.plan.Level;
import io.stakeout.drill.SettableClock;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.Lane;
import io.stakeout.incident.Opening;
import io.stakeout.incident.Severity;
import io.stakeout.testing.WithPostgres;
import io.stakeout.watch.Follow;
import io.stakeout.watch.Suspect;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts against a cut and what doesn't, on a real database: see {@code counted.txt}. */
@QuarkusTest
@WithPostgres
class CountedCallsTest {

    private static final Terms TERMS =
            new Terms(Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofMinutes(15));
    private static final String ACCOUNT = "990000000002";
    private static final Instant CUT = Instant.parse("2031-05-04T10:00:00Z");
    private static final Instant DRAFTED = CUT.minusSeconds(3_600);

    @Inject
    Incidents incidents;

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry metrics;

    private final SettableClock clock = new SettableClock(CUT);
    private final Plans plans = new Plans();
    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final Map<Long, Cover> covers = new LinkedHashMap<>();
    private Level level = Level.PRINCIPAL;
    private Instant settled = CUT;
    private StreamRows rows;
    private long incident;
    private long plan;

    @BeforeEach
    void anIncident() {
        Suspect suspect = Suspect.of("access-key", "AKIACOUNTED000000000", null);
        incident = incidents
                .open(
                        Actor.STAKEOUT,
                        new Opening("test", Severity.LOW, Follow.DIRECT, List.of(suspect), Set.of(), "person"))
                .id();
        rows = new StreamRows(database, incident, ACCOUNT);
        plan = rows.plan();
        rows.bring("CW", 100, CUT);
    }

    @AfterEach
    void over() {
        rows.clear();
        incidents.close(Actor.STAKEOUT, incident, io.stakeout.incident.Verdict.EXERCISE, "test over");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyCaseOfTheTable(String name, List<String> lines) {
        lines.stream().filter(CountedCallsTest::names).forEach(line -> identity(line.split(" ")));
        lines.stream().filter(line -> !names(line)).forEach(line -> play(line.split(" ")));
    }

    private static boolean names(String line) {
        String[] words = line.split(" ");
        return words.length == 4 && !List.of("handed", "expect", "call").contains(words[0]);
    }

    private void identity(String[] words) {
        boolean excluded = words[2].equals("excluded");
        boolean before = words[2].endsWith("-before");
        String relation = words[2].startsWith("touched") ? "'touched'" : excluded ? "'minted'" : relation(words[2]);
        Instant joined = before ? DRAFTED.minusSeconds(60) : DRAFTED.plusSeconds(60);
        long id = rows.number(
                "insert into identity (incident_id, key, kind, value, label, certainty, relation, joined_at,"
                        + " excluded) values (" + incident + ", '" + words[0] + "', '" + words[1] + "', '" + words[0]
                        + "', '"
                        + words[0] + "', 'exact', " + relation + ", '" + joined + "', " + excluded + ") returning id");
        ids.put(words[0], id);
        Arrays.stream(Cover.values())
                .filter(cover -> cover.id().equals(words[3]))
                .forEach(cover -> covers.put(id, cover));
    }

    private static String relation(String word) {
        return word.equals("suspect") ? "null" : "'" + word + "'";
    }

    private void play(String[] words) {
        switch (words[0]) {
            case "level" -> level = Level.byId(words[1]).orElseThrow();
            case "settled" -> settled = second(words[1]);
            case "handed" -> handed(words);
            case "call" -> call(words);
            case "expect" -> expect(words);
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private static Instant second(String number) {
        return CUT.plusSeconds(Long.parseLong(number));
    }

    private void handed(String[] words) {
        String how = words[3].replace('_', ' ');
        rows.sql(
                "insert into issuance (incident_id, from_id, to_id, how, certainty, reach, followed, event_id, event_time)"
                        + " values (" + incident + ", " + ids.get(words[1]) + ", " + ids.get(words[2]) + ", '" + how
                        + "', 'exact', 'session', true, 'e-" + words[1] + "', '" + second(words[4]) + "')");
    }

    private void call(String[] words) {
        String key = words[2].equals("-") ? null : words[2] + "COUNTED000000001";
        boolean dated = words.length > 7 && words[6].equals("since");
        String session = dated ? "AIDACOUNTED " + second(words[7]) : null;
        String what = !dated && words.length > 6 ? words[6] : "read";
        Instant at = second(words[5]);
        rows.call(
                new StreamRows.Call(ids.get(words[1]), words[3], words[4], at, "CW", key, session, what),
                CUT.plusSeconds(30));
    }

    private void expect(String[] words) {
        plans.put(new Case(
                plan,
                incident,
                level,
                new Case.Times(DRAFTED, CUT, CUT, settled),
                Case.EXECUTED,
                covers,
                Set.of(),
                List.of(),
                Set.of(),
                false));
        clock.pass(Duration.ofMinutes(2));
        rows.bring("CW", 50, clock.instant());
        new Verifier(plans, plans, plans, database, clock, TERMS, EnumSet.of(Lane.CW), metrics).beat();
        ProofView view = QuarkusTransaction.requiringNew()
                .call(() -> new ProofReader(plans, database, clock, TERMS).proof(plan))
                .orElseThrow();
        long[] counted = {
            view.succeeding(),
            view.denied(),
            view.withinPropagation(),
            view.leftOpen().calls()
        };
        assertThat(counted)
                .as("succeeding, denied, within, left open")
                .isEqualTo(Arrays.stream(words)
                        .skip(1)
                        .limit(4)
                        .mapToLong(Long::parseLong)
                        .toArray());
        assertThat(plans.said()).isEqualTo(words.length > 5 ? List.of(words[5]) : List.of());
        assertThat(view.text().contains("left open by this plan")).isEqualTo(counted[3] > 0);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> cases() throws IOException {
        try (InputStream in = CountedCallsTest.class.getResourceAsStream("counted.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.substring(text.indexOf("\n== ") + 4).split("\n== "))
                    .map(one -> one.strip().lines().toList())
                    .map(lines -> org.junit.jupiter.params.provider.Arguments.of(
                            lines.get(0), lines.subList(1, lines.size())));
        }
    }
}
