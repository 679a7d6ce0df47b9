package io.stakeout.web.live;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.access.SignedIn;
import io.stakeout.incident.Incidents;
import io.stakeout.incident.RoomVisits;
import io.stakeout.web.security.CurrentActor;

/** {@code /ws/incidents/{incident}}: lets a browser into a room. What it is told is {@link Viewer}'s business. */
@WebSocket(path = "/ws/incidents/{incident}")
@RolesAllowed("viewer")
@Blocking
public class RoomSocket {

    private static final Logger LOG = Logger.getLogger(RoomSocket.class);
    private static final TypedKey<Viewer> VIEWER = new TypedKey<>("viewer");

    private final Rooms rooms;
    private final Incidents incidents;
    private final RoomVisits visits;
    private final SecurityIdentity identity;

    RoomSocket(Rooms rooms, Incidents incidents, RoomVisits visits, SecurityIdentity identity) {
        this.rooms = rooms;
        this.incidents = incidents;
        this.visits = visits;
        this.identity = identity;
    }

    @OnOpen
    void open(WebSocketConnection connection) {
        SignedIn who = CurrentActor.signedIn(identity);
        Viewer viewer = rooms.viewer(who.actor(), who.credential(), outlet(connection));
        connection.userData().put(VIEWER, viewer);
        try {
            rooms.admit(viewer);
            incidents.get(who.actor(), incident(connection));
            visits.enter(who.actor(), incident(connection));
        } catch (Problem refused) {
            viewer.dismiss(refused.kind() == Problem.Kind.NOT_FOUND ? "not-found" : "full", 30);
        }
    }

    @OnTextMessage
    void message(WebSocketConnection connection, String text) {
        Viewer viewer = connection.userData().get(VIEWER);
        OptionalLong after = Hello.afterSeq(text);
        if (viewer == null || after.isEmpty() || !viewer.greet()) {
            connection.closeAndAwait(new CloseReason(1008, "only one hello is understood"));
            return;
        }
        rooms.join(incident(connection), viewer, after.getAsLong());
        if (connection.isClosed()) {
            rooms.leave(incident(connection), viewer);
        }
    }

    @OnClose
    void closed(WebSocketConnection connection) {
        Viewer viewer = connection.userData().get(VIEWER);
        if (viewer != null) {
            rooms.leave(incident(connection), viewer);
        }
    }

    @OnError
    void failed(WebSocketConnection connection, Throwable failure) {
        LOG.debugf(failure, "socket ended connection=%s", connection.id());
        connection.close().subscribe().with(done -> {}, again -> {});
    }

    private static Outlet outlet(WebSocketConnection connection) {
        return new Outlet() {
            @Override
            public CompletionStage<Void> send(String text) {
                return connection.sendText(text).subscribeAsCompletionStage();
            }

            @Override
            public void close() {
                if (connection.isClosed()) {
                    return;
                }
                connection
                        .close(new CloseReason(1000))
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.debugf("socket was gone already connection=%s", connection.id()));
            }
        };
    }

    private static long incident(WebSocketConnection connection) {
        String id = connection.pathParam("incident");
        return id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
    }
}
