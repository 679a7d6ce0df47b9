package io.stakeout.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.incident.IncidentView;

/** The list of incidents: open ones, closed ones, or both under their own heading. */
public record IncidentsView(String state, List<Tab> tabs, List<Group> groups, SignalExample example) {

    public record Tab(String label, String href, boolean current, Optional<Integer> count) {}

    public record Group(Optional<String> heading, String label, List<IncidentRow> rows) {}

    static IncidentsView of(List<IncidentView> all, String wanted, SignalExample example) {
        List<IncidentRow> open = rows(all, false);
        List<IncidentRow> closed = rows(all, true);
        String state = Stream.of("closed", "all")
                .filter(s -> s.equals(wanted))
                .findFirst()
                .orElse("open");
        List<Tab> tabs = List.of(
                tab("Open", "open", state, Optional.of(open.size())),
                tab("Closed", "closed", state, Optional.of(closed.size())),
                tab("All", "all", state, Optional.empty()));
        return new IncidentsView(state, tabs, groups(state, open, closed), example);
    }

    public String baseUrl() {
        return example.baseUrl();
    }

    /** Nothing under the tab that is open. */
    public boolean empty() {
        return groups.isEmpty();
    }

    public String emptyText() {
        return state.equals("closed") ? "No incident has been closed yet" : "Nobody is being watched";
    }

    /** The hint stays until there is enough to look at. */
    public boolean teach() {
        return groups.stream().mapToInt(group -> group.rows().size()).sum() < 8;
    }

    private static List<Group> groups(String state, List<IncidentRow> open, List<IncidentRow> closed) {
        Group first = new Group(Optional.empty(), "Open incidents", open);
        Optional<String> heading = state.equals("all") ? Optional.of("Closed") : Optional.empty();
        Group second = new Group(heading, "Closed incidents", closed);
        return Stream.of(first, second)
                .filter(group -> !group.rows().isEmpty())
                .filter(group -> state.equals("all") || (group == second) == state.equals("closed"))
                .toList();
    }

    private static List<IncidentRow> rows(List<IncidentView> all, boolean closed) {
        return all.stream()
                .filter(incident -> incident.closed() == closed)
                .map(IncidentRow::new)
                .toList();
    }

    private static Tab tab(String label, String id, String current, Optional<Integer> count) {
        return new Tab(label, "/incidents?state=" + id, id.equals(current), count);
    }
}
