package io.stakeout.web.security;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Whose request it is: the peer, or what a trusted proxy (quarkus.http.proxy.*) says about it. */
public final class RemoteAddress {

    private RemoteAddress() {}

    public static String of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        if (remote == null) {
            return "unknown";
        }
        return remote.hostAddress() == null ? String.valueOf(remote.host()) : remote.hostAddress();
    }
}
