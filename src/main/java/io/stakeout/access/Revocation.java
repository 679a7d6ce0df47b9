package io.stakeout.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Ends credentials inside the caller's transaction and says so. */
@ApplicationScoped
class Revocation {

    private final Event<AccessRevoked> revoked;

    Revocation(Event<AccessRevoked> revoked) {
        this.revoked = revoked;
    }

    /**
     * Ends everything that the operator is signed in with, except {@code keep}. Tokens stay in the database unless
     * {@code tokensToo}, but what hangs on them is closed and has to come back: the role may have changed.
     */
    void endAll(OperatorRow operator, boolean tokensToo, Set<Credential> keep) {
        Set<Credential> ended = new HashSet<>();
        ended.add(new Credential.Password(operator.id, operator.epoch));
        operator.epoch++;
        List<SessionRow> sessions = SessionRow.list("operatorId", operator.id);
        sessions.stream().filter(row -> !keep.contains(row.credential())).forEach(row -> {
            ended.add(row.credential());
            // by key, not by row: it may be ending elsewhere at this moment
            SessionRow.delete("hash", row.hash);
        });
        List<TokenRow> tokens = TokenRow.list("operatorId", operator.id);
        tokens.stream().map(TokenRow::credential).forEach(ended::add);
        if (tokensToo) {
            tokens.forEach(token -> TokenRow.delete("id", token.id));
        }
        revoked.fire(new AccessRevoked(ended));
    }

    void end(Credential credential) {
        revoked.fire(new AccessRevoked(Set.of(credential)));
    }
}
