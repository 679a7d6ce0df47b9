package io.stakeout.ingest;

import java.nio.charset.StandardCharsets;

import io.stakeout.cloudtrail.Text;
import io.stakeout.ingest.scan.ByteMap;
import io.stakeout.ingest.scan.Field;
import io.stakeout.ingest.scan.Sighting;

/** The users and roles that one source has met, so that {@link Census} hears of each once an hour. Not thread-safe. */
final class Callers {

    private static final int MOST = 16_384;
    private static final int MOST_BYTES = 1_024;
    private static final int LONGEST_ACCOUNT = 64;
    private static final byte[] IAM_USER = bytes("IAMUser");
    private static final byte[] ASSUMED_ROLE = bytes("AssumedRole");
    private static final byte[] FEDERATED_USER = bytes("FederatedUser");
    private static final byte[] ROOT = bytes("Root");

    /** What a caller is for the census, and in which of the last 64 hours it was met. */
    static final class Caller {
        /** Who is not counted: services, and whoever is named nowhere. */
        private static final Caller NOBODY = new Caller(Census.Kind.ROOT, Field.ARN);

        private final Census.Kind kind;
        private final Field principal;
        private long newest;
        private long met;

        private Caller(Census.Kind kind, Field principal) {
            this.kind = kind;
            this.principal = principal;
        }

        /** True the first time. What is older than they reach is always new. */
        private boolean meet(long hour) {
            if (hour > newest) {
                met = hour - newest < Long.SIZE ? met << hour - newest : 0;
                newest = hour;
            }
            long bit = newest - hour < Long.SIZE ? 1L << newest - hour : 0;
            boolean isNew = (met & bit) == 0;
            met |= bit;
            return isNew;
        }
    }

    private final Census census;
    private final ByteMap<Caller> met = new ByteMap<>(MOST);

    Callers(Census census) {
        this.census = census;
    }

    /** Whoever made the call; the same for equal callers. */
    Caller of(Sighting event) {
        if (is(event, ASSUMED_ROLE)) {
            return of(event, Field.ISSUER_ARN, Census.Kind.ROLE);
        } else if (is(event, IAM_USER)) {
            return of(event, Field.ARN, Census.Kind.USER);
        } else if (is(event, FEDERATED_USER)) {
            return of(event, Field.ISSUER_ARN, Census.Kind.USER);
        } else if (is(event, ROOT)) {
            return of(event, Field.ARN, Census.Kind.ROOT);
        }
        return Caller.NOBODY;
    }

    private static boolean is(Sighting event, byte[] type) {
        return Bytes.equal(event, Field.TYPE, type);
    }

    private Caller of(Sighting event, Field principal, Census.Kind kind) {
        int from = event.from(principal);
        int to = event.to(principal);
        if (from == to || to - from > MOST_BYTES) {
            return Caller.NOBODY;
        }
        Caller caller = met.get(event.bytes(), from, to);
        if (caller == null) {
            caller = new Caller(kind, principal);
            met.put(event.bytes(), from, to, caller);
        }
        return caller;
    }

    /** Tells the census, once an hour. */
    void saw(Sighting event, Caller caller, long hour) {
        if (caller != Caller.NOBODY && caller.meet(hour)) {
            String arn = Text.storable(Bytes.text(event, caller.principal));
            census.add(new Census.Active(account(event), hour, arn, caller.kind));
        }
    }

    private static String account(Sighting event) {
        Field field = event.has(Field.ACCOUNT_ID) ? Field.ACCOUNT_ID : Field.RECIPIENT_ACCOUNT;
        int from = event.from(field);
        return Text.storable(Bytes.text(event.bytes(), from, Math.min(event.to(field), from + LONGEST_ACCOUNT)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
