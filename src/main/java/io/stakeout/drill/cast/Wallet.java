package io.stakeout.drill.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** The credentials that the attacker holds, the oldest first. For one thread. */
final class Wallet {

    /** @param holder whose they are: a user's name, or what a role session is called */
    record Held(String holder, Keys keys) {}

    private final Clients clients;
    private final Persona persona;
    private final List<Held> held = new ArrayList<>();

    Wallet(Clients clients, Persona persona, Keys first) {
        this.clients = clients;
        this.persona = persona;
        add(Scenery.LEAKED, first);
    }

    Clients clients() {
        return clients;
    }

    void add(String holder, Keys keys) {
        held.add(new Held(holder, keys));
    }

    /** Assumes a role; the session is kept. */
    Optional<Keys> assume(Keys with, String role, String session) {
        Optional<Keys> keys = Attempt.of(() -> clients.sts(persona, with)
                        .assumeRole(request -> request.roleArn(role).roleSessionName(session)))
                .map(AssumeRoleResponse::credentials)
                .map(Keys::of);
        keys.ifPresent(found -> add(role, found));
        return keys;
    }

    /** Asks for a session of the user itself; it is kept. */
    Optional<Keys> session(Keys with) {
        Optional<Keys> keys = Attempt.of(() -> clients.sts(persona, with).getSessionToken())
                .map(GetSessionTokenResponse::credentials)
                .map(Keys::of);
        keys.ifPresent(found -> add("session", found));
        return keys;
    }

    Keys newest() {
        return held.get(held.size() - 1).keys();
    }

    List<Held> all() {
        return List.copyOf(held);
    }

    int size() {
        return held.size();
    }

    Held at(int index) {
        return held.get(index);
    }
}
