package io.stakeout.drill.cloud;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.Lane;
import io.stakeout.drill.trail.Lanes;
import io.stakeout.drill.world.Trail;
import io.stakeout.drill.world.World;

/**
 * A small AWS in memory: what it knows, whom it has given sessions, and the trail of what was called. Thread-safe;
 * changes happen one after the other.
 */
public final class Cloud {

    /** A change of the world, which may refuse. */
    public interface Change {
        World of(World world) throws ApiError;
    }

    /** When and for what a key or role was used last. */
    public record LastUse(Instant time, String signingName, String region) {}

    /** Beyond this the expired ones are forgotten, whose keys are then unknown instead of expired. */
    private static final int MANY_SESSIONS = 10_000;

    private final Clock clock;
    private final Ids ids;
    private final History history;
    private final Lanes lanes;
    private final Journal journal = new Journal();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, LastUse> lastUses = new ConcurrentHashMap<>();

    public Cloud(Clock clock, Ids ids, CloudSettings settings, World first, Lanes lanes) {
        this.clock = clock;
        this.ids = ids;
        this.history = new History(clock, settings.propagation(), first);
        this.lanes = lanes;
        first.accounts().keySet().stream()
                .filter(account -> !logging(account))
                .forEach(account -> turn(account, false));
    }

    public Instant now() {
        return clock.instant();
    }

    public Ids ids() {
        return ids;
    }

    /** What a read shows: every change, at once. */
    public World world() {
        return history.newest();
    }

    /** What authorisation sees: the world as it was a propagation delay ago. */
    public World effective() {
        return history.effective();
    }

    /** Changes the world, unless the change refuses. */
    public synchronized World change(Change change) throws ApiError {
        World changed = change.of(history.newest());
        history.add(changed);
        return changed;
    }

    public void open(Session session) {
        if (sessions.size() >= MANY_SESSIONS) {
            sessions.values().removeIf(old -> old.expired(now()));
        }
        sessions.put(session.accessKeyId(), session);
    }

    public Optional<Session> session(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    void used(String keyOrRole, LastUse use) {
        lastUses.put(keyOrRole, use);
    }

    /** By access key id or role ARN. */
    public Optional<LastUse> lastUse(String keyOrRole) {
        return Optional.ofNullable(lastUses.get(keyOrRole));
    }

    public Lanes lanes() {
        return lanes;
    }

    /** Everything that was called, as it was: the truth that a room is measured by. */
    public Journal journal() {
        return journal;
    }

    /**
     * Tells CloudTrail of a call. The call that starts an account's trail is the first that is delivered, the call that
     * stops it the last.
     *
     * @param actor who of the cast made the call, for the journal
     */
    public void record(ApiEvent event, String actor) {
        String account = event.recipientAccountId();
        synchronized (lanes) {
            if (succeeded(event, "StartLogging")) {
                turn(account, true);
            }
            boolean told = lanes.running(account, Lane.CLOUDWATCH_LOGS);
            journal.add(new Journal.Line(event, actor, told));
            lanes.publish(event);
            if (succeeded(event, "StopLogging") && !logging(account)) {
                turn(account, false);
            }
        }
    }

    private static boolean succeeded(ApiEvent event, String call) {
        return event.eventSource().equals("cloudtrail.amazonaws.com")
                && event.eventName().equals(call)
                && event.failure().isEmpty();
    }

    private boolean logging(String account) {
        return world().account(account).trails().values().stream().anyMatch(Trail::logging);
    }

    private void turn(String account, boolean on) {
        for (Lane lane : Lane.values()) {
            if (on) {
                lanes.start(account, lane);
            } else {
                lanes.stop(account, lane);
            }
        }
    }
}
