package io.stakeout.notify.slack.in;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;

import io.stakeout.access.Operator;
import io.stakeout.notify.slack.LoopbackSlack;
import io.stakeout.notify.slack.LoopbackWorkspace;
import io.stakeout.notify.slack.SlackConfig;

import static org.awaitility.Awaitility.await;

/** A Slack that the application talks to, and who in it is which operator. */
@ApplicationScoped
public class SlackTown {

    public static final Duration LONGEST = Duration.ofSeconds(30);

    /** What a deed could touch: nothing of it has changed when the two are equal. */
    public record Trace(
            long incidents, long entries, long plans, long approvals, long questions, String states, long audit) {}

    private final AgroalDataSource database;
    private LoopbackSlack slack;
    private LoopbackSocket socket;
    private int earlier;

    SlackTown(AgroalDataSource database) {
        this.database = database;
    }

    /** Before the application looks for its Slack. */
    void start(@Observes @Priority(1) StartupEvent event, SlackConfig config) throws InterruptedException {
        if (config.endpoint().filter(LoopbackSlack.reserved()::equals).isPresent()) {
            slack = LoopbackSlack.whereTheApplicationCalls();
            socket = new LoopbackSocket();
            String address = socket.listen();
            slack.workspace().socket(() -> address);
        }
    }

    /** One for all tests of this application: connections to it are kept, as those to Slack are. */
    public void open() {
        // what the worker still has to say of earlier incidents may leave an entry in their rooms
        await().atMost(LONGEST)
                .until(() -> number("select count(*) from outbox where priority < 2"
                                + " and state in ('waiting', 'claimed') and due_at <= now()")
                        == 0);
        slack.forget();
        earlier = slack.workspace().views().size();
    }

    /** Nothing more is said of earlier incidents. */
    public void hush() {
        sql("update outbox set state = 'folded' where state in ('waiting', 'claimed')");
        sql("update outbox_stream s set told_seq = i.head from incident i where i.id = s.incident_id");
    }

    @PreDestroy
    void close() throws InterruptedException {
        if (slack != null) {
            slack.close();
            socket.stop(1_000);
        }
    }

    LoopbackSocket socket() {
        return socket;
    }

    /** The views that were opened since the test began. */
    public List<LoopbackWorkspace.View> views() {
        List<LoopbackWorkspace.View> all = slack.workspace().views();
        return all.subList(earlier, all.size());
    }

    public LoopbackSlack slack() {
        return slack;
    }

    /** The Slack user of an operator, entered as an admin does. */
    public SlackPerson user(Operator operator) {
        String id = SlackPerson.freshId();
        slack.workspace().person(id, operator.name(), operator.displayName(), operator.name() + "@corp.example");
        sql("update operator set slack_user_id = ? where id = ?", id, operator.id());
        return new SlackPerson(id);
    }

    /** The first thing that is said privately to somebody, as text. */
    public String told(SlackPerson person) {
        return await().atMost(LONGEST)
                .until(() -> heard(person), said -> !said.isEmpty())
                .get(0)
                .argument("text");
    }

    public List<LoopbackSlack.Heard> heard(SlackPerson person) {
        return slack.heard("response/" + person.user());
    }

    /** The view that is open now, once it is of this kind. */
    public LoopbackWorkspace.View view(String callback) {
        return await().atMost(LONGEST)
                .until(
                        this::newest,
                        view -> view.view().path("callback_id").asText().equals(callback));
    }

    private LoopbackWorkspace.View newest() {
        List<LoopbackWorkspace.View> all = views();
        return all.isEmpty() ? new LoopbackWorkspace.View("", "", MissingNode.getInstance()) : all.get(all.size() - 1);
    }

    public Trace trace() {
        return new Trace(
                number("select count(*) from incident"),
                number("select count(*) from entry"),
                number("select count(*) from plan"),
                number("select count(*) from approval"),
                number("select count(*) from slack_question"),
                text("select coalesce(string_agg(id || state, ',' order by id), '') from plan"),
                number("select count(*) from audit where action not like 'sign-in%'"));
    }

    public long number(String sql, Object... values) {
        return Long.parseLong(text(sql, values));
    }

    public String text(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            fill(query, values);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void sql(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** A connection of the test's own, on which something may be held. */
    public Connection connection() throws SQLException {
        return database.getConnection();
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
