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
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.Blocking;
import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.incident.Incidents;
import io.stakeout.web.security.CurrentActor;
import io.stakeout.web.security.SignedInNow;

/** {@code /ws/incidents/{incident}}: lets a browser into a room. The protocol itself is {@link Viewer}'s. */
@WebSocket(path = "/ws/incidents/{incident}")
@RolesAllowed("viewer")
@Blocking
public class RoomSocket {
    private static final Logger LOG = Logger.getLogger(RoomSocket.class);
}
