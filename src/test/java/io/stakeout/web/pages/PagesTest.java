package io.stakeout.web.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.stakeout.access.Role;
import io.stakeout.containment.Arming;
import io.stakeout.containment.Containments.InForce;
import io.stakeout.containment.Containments.Renewal;
import io.stakeout.containment.plan.Level;
import io.stakeout.incident.Counters;
import io.stakeout.incident.IncidentView;
import io.stakeout.incident.IncidentView.SuspectView;
import io.stakeout.incident.Severity;
import io.stakeout.incident.Verdict;
import io.stakeout.watch.Follow;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {

    private static final Instant NOW = Instant.now();
    private static final String HOSTILE = "<script>alert(1)</script>\" onload=\"x";

    private static final String HOSTILE_AS_TEXT = "&lt;script&gt;alert(1)&lt;/script&gt;";
    private static final ContainmentsView CONTAINMENTS = ContainmentsView.of(List.of(
            inForce(1, "arn:aws:iam::123837392027:user/alice", HOSTILE, false),
            inForce(2, "arn:aws:iam::123837392027:role/late", "leaked key", true)));

    private static final PlaybooksView PLAYBOOKS = new PlaybooksView(
            List.of(
                    new PlaybooksView.Row("start-watch", 100, "shipped", "Records it; opens an incident.", List.of()),
                    new PlaybooksView.Row("leaked-key", 50, "leaked-key.yaml", HOSTILE, List.of("not for " + HOSTILE))),
            List.of(new PlaybooksView.TeamRow("secops", true, "#secops · " + HOSTILE)),
            List.of("account 111122223333: secops"),
            List.of("broken.yaml:3: there is no member '" + HOSTILE + "' here"),
            "L2");

    private static final SignalsView SIGNALS = new SignalsView(
            List.of(
                    new SignalsView.Row(
                            7,
                            "OPENED",
                            true,
                            "Impossible travel",
                            "risk",
                            "siem",
                            90,
                            "access-key AKIAIOSFODNN7EXAMPLE",
                            "playbook risk-score: score is 90, wants at least 70",
                            "signed",
                            Optional.of(214L),
                            Optional.empty(),
                            Instant.parse("2026-01-01T12:00:00Z")),
                    new SignalsView.Row(
                            6,
                            "RECORDED",
                            false,
                            HOSTILE,
                            HOSTILE,
                            HOSTILE,
                            20,
                            HOSTILE,
                            "names nobody who can be watched: " + HOSTILE,
                            "from the stream, unsigned",
                            Optional.empty(),
                            Optional.empty(),
                            Instant.parse("2026-01-01T11:00:00Z"))),
            SignalExample.of("https://s.example", true));

    private final PageRendering pages = new PageRendering();

    @Test
    void no_page_has_an_inline_script_or_style() {
        all().forEach((name, html) -> assertThat(html)
                .as(name)
                .doesNotContain("style=\"", "<style", "onclick", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)[^>]*>"));
    }

    @Test
    void what_a_suspect_or_an_operator_writes_is_text() {
        IncidentsView view = IncidentsView.of(
                List.of(incident(1, HOSTILE, false)), "open", SignalExample.of("http://localhost", true));
        assertThat(pages.draw("incidents", frame(Role.RESPONDER), view))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void a_viewer_sees_the_form_disabled_with_the_missing_role_named() {
        IncidentsView view = IncidentsView.of(List.of(), "open", SignalExample.of("http://localhost", true));
        assertThat(pages.draw("incidents", frame(Role.VIEWER), view))
                .contains("<fieldset class=\"stack\" disabled>", "Needs the role responder");
        assertThat(pages.draw("incidents", frame(Role.RESPONDER), view)).doesNotContain("Needs the role responder");
    }

    @Test
    void only_an_admin_is_offered_the_operators() {
        IncidentsView view = IncidentsView.of(List.of(), "open", SignalExample.of("http://localhost", true));
        assertThat(pages.draw("incidents", frame(Role.ADMIN), view)).contains("href=\"/operators\"");
        assertThat(pages.draw("incidents", frame(Role.APPROVER), view)).doesNotContain("href=\"/operators\"");
    }

    @Test
    void a_rehearsal_says_so_on_every_page() {
        all().forEach((name, html) -> assertThat(html).as(name).contains("<b>DRILL</b>"));
    }

    @Test
    void the_list_keeps_open_and_closed_apart() {
        List<IncidentView> both = List.of(incident(1, "open one", false), incident(2, "shut one", true));
        assertThat(pages.draw(
                        "incidents", frame(Role.VIEWER), IncidentsView.of(both, "open", SignalExample.of("", true))))
                .contains("open one")
                .doesNotContain("shut one");
        assertThat(pages.draw(
                        "incidents", frame(Role.VIEWER), IncidentsView.of(both, "closed", SignalExample.of("", true))))
                .contains("shut one", "verdict: exercise")
                .doesNotContain("open one");
    }

    /** Also leaves the pages for the preview server to show. */
    @Test
    void every_page_is_drawn() throws IOException {
        Path preview = Files.createDirectories(Path.of("target", "preview"));
        for (Map.Entry<String, String> page : all().entrySet()) {
            assertThat(page.getValue()).contains("<!doctype html>", "</html>").doesNotContain("NOT_FOUND");
            Files.writeString(preview.resolve(page.getKey() + ".html"), page.getValue());
        }
    }

    private Map<String, String> all() {
        List<IncidentView> some = List.of(
                incident(214, "Suspected key leak: bert-jan", false),
                incident(212, "Console session without MFA: benjamin", false),
                incident(209, "Drill: credential theft from an instance", true),
                incident(207, "Unusual region: backup-runner", true));
        SignInView signIn = SignInView.of(
                "wrong", "/", List.of(new SignInHints.Account("responder", "responder", "drill-responder-pass")));
        Map<String, String> all = new TreeMap<>();
        all.put("containments", pages.draw("containments", containments(), CONTAINMENTS));
        all.put(
                "playbooks",
                pages.draw("playbooks", named("Playbooks", "playbooks", Role.RESPONDER, "playbooks"), PLAYBOOKS));
        all.put("signals", pages.draw("signals", named("Signals", "signals", Role.RESPONDER, "incidents"), SIGNALS));
        all.put("containments-empty", pages.draw("containments", containments(), ContainmentsView.of(List.of())));
        all.putAll(Map.of(
                "sign-in", pages.draw("sign-in", named("Sign in", "", null, "sign-in"), signIn),
                "incidents",
                        pages.draw(
                                "incidents",
                                frame(Role.RESPONDER),
                                IncidentsView.of(some, "all", SignalExample.of("https://s.example", true))),
                "incidents-empty",
                        pages.draw(
                                "incidents",
                                frame(Role.VIEWER),
                                IncidentsView.of(List.of(), "open", SignalExample.of("https://s.example", true))),
                "room",
                        pages.draw(
                                "room", named("#214", "incidents", Role.RESPONDER, "room"), RoomView.of(some.get(0))),
                "status", pages.draw("status", named("Status", "status", Role.ADMIN, "status"), status()),
                "operators", pages.draw("operators", named("Operators", "operators", Role.ADMIN, "operators"), null),
                "me", pages.draw("me", named("You", "me", Role.RESPONDER, "me"), null),
                "error",
                        pages.draw(
                                "error",
                                frame(Role.VIEWER),
                                new ErrorView(
                                        404,
                                        "Incident not found",
                                        "There is no incident 9, or you may not see it.",
                                        "Nothing was changed.",
                                        "01J2-9F4C"))));
        return all;
    }

    @Test
    void every_page_of_somebody_signed_in_says_whether_plans_change_anything() {
        all().forEach((name, html) -> {
            if (!name.equals("sign-in")) {
                assertThat(html).as(name).contains("ARMED", "until 14:00 UTC").doesNotContain("UNARMED");
            }
        });
        assertThat(incidents(Optional.of(arming(false, false)))).contains("UNARMED", "data-killed hidden");
        assertThat(incidents(Optional.empty())).contains("MODE UNKNOWN");
    }

    @Test
    void a_pulled_kill_switch_is_said_with_its_reason_as_text() {
        assertThat(incidents(Optional.of(arming(true, true))))
                .contains("lena pulled it at 2026-01-01 10:00:00 UTC: " + HOSTILE_AS_TEXT)
                .doesNotContain("data-killed hidden", "<script>alert");
    }

    @Test
    void containments_that_are_due_come_first_and_lead_to_their_plans() {
        String html = pages.draw("containments", containments(), CONTAINMENTS);
        assertThat(html)
                .contains("1 due", "href=\"/incidents/214#plan=12\"", "L3 Principal", HOSTILE_AS_TEXT)
                .contains("renewed by lena 2026-01-01 10:00 UTC: " + HOSTILE_AS_TEXT)
                .doesNotContain("<script>alert", "data-renew");
        assertThat(pages.draw(
                        "containments",
                        named("Containments", "containments", Role.RESPONDER, "containments"),
                        CONTAINMENTS))
                .contains("data-renew=\"1\"", "data-renew=\"2\"", "<so-renew-dialog>");
        assertThat(html.indexOf("role/late")).isLessThan(html.indexOf("user/alice"));
        assertThat(pages.draw("containments", containments(), ContainmentsView.of(List.of())))
                .contains("Nobody is cut");
    }

    @Test
    void signals_show_what_a_detector_wrote_as_text() {
        assertThat(pages.draw("signals", frame(Role.VIEWER), SIGNALS))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "id=\"signal-7\"", "/incidents/214")
                .doesNotContain("<script>alert");
    }

    @Test
    void playbooks_show_what_is_wrong_with_their_files_as_text() {
        assertThat(pages.draw("playbooks", frame(Role.VIEWER), PLAYBOOKS))
                .contains("1 problem", "broken.yaml:3:", "what nobody else owns", HOSTILE_AS_TEXT)
                .doesNotContain("<script>alert", "can-test");
        assertThat(pages.draw("playbooks", frame(Role.RESPONDER), PLAYBOOKS)).contains("can-test");
    }

    private String incidents(Optional<Arming> arming) {
        return pages.draw(
                "incidents",
                PageRendering.frame("Incidents", "incidents", Role.VIEWER, "src/incidents.ts", arming),
                IncidentsView.of(List.of(), "open", SignalExample.of("", true)));
    }

    private static Arming arming(boolean armed, boolean killed) {
        Instant at = Instant.parse("2026-01-01T10:00:00Z");
        return new Arming(
                armed,
                Optional.of("admin"),
                Optional.of("exercise"),
                Optional.of(at),
                armed ? Optional.of(at.plusSeconds(3600)) : Optional.empty(),
                killed,
                Optional.of("lena"),
                Optional.of(HOSTILE),
                Optional.of(at));
    }

    private static Frame containments() {
        return named("Containments", "containments", Role.VIEWER, "containments");
    }

    private static InForce inForce(long id, String principal, String reason, boolean due) {
        Instant expires = due ? NOW.minusSeconds(60) : NOW.plusSeconds(86_400);
        return new InForce(
                id,
                12,
                214,
                principal,
                Level.PRINCIPAL,
                "m.okafor",
                reason,
                NOW.minusSeconds(3600),
                expires,
                due,
                Optional.of(new Renewal("lena", HOSTILE, Instant.parse("2026-01-01T10:00:00Z"))));
    }

    @Test
    void the_status_page_says_what_is_wrong_at_its_top_and_only_an_admin_is_offered_the_quarantine() {
        String admin = pages.draw("status", named("Status", "status", Role.ADMIN, "status"), status());
        assertThat(admin)
                .contains("1 lane silent", "silent since", "consumer waiting", "The database does not answer.")
                .contains("<so-quarantine>", "id=\"alarms\"", "&lt;b&gt;eve&lt;/b&gt; stopped the trail");
        assertThat(pages.draw("status", named("Status", "status", Role.VIEWER, "status"), status()))
                .doesNotContain("<so-quarantine")
                .contains("An admin can look at them");
    }

    private static StatusView status() {
        PipelineView seen = new PipelineView(new BrokenPipeline(NOW), NOW);
        return new StatusView(
                "0.1.0",
                seen.troubles(),
                seen.stats(),
                seen.consumer(),
                seen.lanes(),
                seen.moreLanes(),
                seen.shards(),
                seen.alarms(),
                List.of(new StatusView.Head(214, "Suspected key leak: bert-jan", "watching", "781", "45")),
                List.of(new StatusView.Fact("Mode", "drill")),
                List.of(new StatusView.Fact("Principals that one plan may cut", "10")),
                List.of(new StatusView.Fact("user/break-glass-*", "break-glass")),
                3);
    }

    private static Frame frame(Role role) {
        return named("Incidents", "incidents", role, "incidents");
    }

    private static Frame named(String title, String active, Role role, String script) {
        return PageRendering.frame(title, active, role, "src/" + script + ".ts");
    }

    private static IncidentView incident(long id, String title, boolean closed) {
        Instant opened = NOW.minus(Duration.ofMinutes(25));
        return new IncidentView(
                id,
                title,
                Severity.values()[(int) (id % 4)],
                Follow.DIRECT,
                closed ? "closed" : "watching",
                "person",
                "m.okafor",
                opened,
                closed ? Optional.of(NOW) : Optional.empty(),
                closed ? Optional.of(Verdict.EXERCISE) : Optional.empty(),
                Optional.empty(),
                List.of(new SuspectView(1, "access-key", "AKIATFQR7NSC8Q4X20BJ", Optional.empty(), "m.okafor", opened)),
                new Counters(1204, 1000, 183, 6, 15, 78, 12, 0, 45),
                Optional.of(NOW.minusSeconds(148)),
                Optional.of(NOW),
                781,
                List.of());
    }
}
