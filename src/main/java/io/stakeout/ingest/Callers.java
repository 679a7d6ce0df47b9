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

    /** In which of the last 64 hours a caller was met. */
    private static final class Hours {
        private long newest;
        private long met;

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
    private final ByteMap<Hours> met = new ByteMap<>(MOST);

    Callers(Census census) {
        this.census = census;
    }

    void saw(Sighting event, long hour) {
        if (is(event, ASSUMED_ROLE)) {
            saw(event, hour, Field.ISSUER_ARN, Census.Kind.ROLE);
        } else if (is(event, IAM_USER)) {
            saw(event, hour, Field.ARN, Census.Kind.USER);
        } else if (is(event, FEDERATED_USER)) {
            saw(event, hour, Field.ISSUER_ARN, Census.Kind.USER);
        } else if (is(event, ROOT)) {
            saw(event, hour, Field.ARN, Census.Kind.ROOT);
        }
    }

    private static boolean is(Sighting event, byte[] type) {
        return Bytes.equal(event, Field.TYPE, type);
    }

    private void saw(Sighting event, long hour, Field principal, Census.Kind kind) {
        int from = event.from(principal);
        int to = event.to(principal);
        if (from == to || to - from > MOST_BYTES) {
            return;
        }
        Hours hours = met.get(event.bytes(), from, to);
        if (hours == null) {
            hours = new Hours();
            met.put(event.bytes(), from, to, hours);
        }
        if (hours.meet(hour)) {
            String arn = Text.storable(Bytes.text(event, principal));
            census.add(new Census.Active(account(event), hour, arn, kind));
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
