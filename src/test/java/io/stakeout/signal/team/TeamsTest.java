package io.stakeout.signal.team;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.stakeout.signal.playbook.Signals;
import io.stakeout.signal.playbook.Tables;
import io.stakeout.signal.yaml.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Who is told: the first route that takes it, and the security team when nobody is known. */
class TeamsTest {

    private final Teams teams =
            TeamsReader.read(Tables.bytes(Tables.files("teams-good").get(0)));

    @Test
    void theFirstRouteOfTheFileDecides() {
        Signals pipeline = Signals.risk()
                .on(Signals.arn("arn:aws:sts::111122223333:assumed-role/ci-deploy/run"))
                .owned(null, Map.of("owner", "payments"));

        assertThat(teams.route(pipeline.signal()))
                .isEqualTo(new Routing(
                        teams.all().stream()
                                .filter(one -> one.name().equals("platform"))
                                .findFirst(),
                        "the route for principal arn:aws:iam::*:role/ci-*",
                        false));
        assertThat(teams.route(pipeline.on(Signals.arn(Signals.ALICE)).signal()))
                .satisfies(routing ->
                        assertThat(routing.team().orElseThrow().name()).isEqualTo("payments"))
                .satisfies(routing -> assertThat(routing.reason())
                        .isEqualTo("the route for account 111122223333 and tag owner=payments"));
    }

    @Test
    void theOwnerThatADetectorNamesCountsWhereNoRouteDoes() {
        Routing routing = teams.route(Signals.risk().owned("payments", Map.of()).signal());

        assertThat(routing.team().orElseThrow().name()).isEqualTo("payments");
        assertThat(routing.fallback()).isFalse();
    }

    @Test
    void whatNobodyOwnsIsForTheSecurityTeamAndSaysWhy() {
        Routing unknown =
                teams.route(Signals.risk().owned("marketing", Map.of()).signal());
        Routing none = teams.route(Signals.risk().signal());
        Routing misspelt = teams.to("paymnets");

        assertThat(Stream.of(unknown, none, misspelt)).allSatisfy(routing -> {
            assertThat(routing.fallback()).isTrue();
            assertThat(routing.team().orElseThrow().name()).isEqualTo("secops");
        });
        assertThat(unknown.reason()).contains("'marketing', is no team");
        assertThat(none.reason()).contains("the detector names no owner");
        assertThat(misspelt.reason()).contains("'paymnets', which is no team");
        assertThat(teams.to("payments").fallback()).isFalse();
    }

    @Test
    void withoutTeamsThereIsNobody() {
        assertThat(Teams.NONE.route(Signals.risk().signal()).team()).isEmpty();
        assertThat(Teams.NONE.route(Signals.risk().signal()).fallback()).isTrue();
    }

    @Test
    void theExampleOfThePageIsTaken() throws IOException {
        String page = Files.readString(Path.of("docs/signals.md"));
        int start = page.indexOf("```yaml\nteams:") + "```yaml\n".length();
        byte[] example = page.substring(start, page.indexOf("```", start)).getBytes(StandardCharsets.UTF_8);

        assertThat(TeamsReader.read(example).all()).hasSize(2);
    }

    @TestFactory
    Stream<DynamicTest> badFilesAreRefusedWithLineAndReason() {
        return Tables.files("teams-bad").stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    Refused refused = catchThrowableOfType(Refused.class, () -> TeamsReader.read(Tables.bytes(file)));
                    assertThat(refused).as("it is refused").isNotNull();
                    assertThat(refused.line() + ": " + refused.reason()).startsWith(Tables.expected(file));
                }));
    }
}
