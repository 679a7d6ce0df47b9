package io.stakeout.cloudtrail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The access level that AWS's Service Authorization Reference gives to an IAM action. */
final class AccessLevels {

    enum Level {
        READ,
        LIST,
        WRITE,
        TAGGING,
        PERMISSIONS;

        private static Level of(String letter) {
            return switch (letter) {
                case "R" -> READ;
                case "L" -> LIST;
                case "W" -> WRITE;
                case "T" -> TAGGING;
                default -> PERMISSIONS;
            };
        }
    }

    private final Map<String, Level> byAction = new HashMap<>(32_768);

    private AccessLevels() {
        for (String[] row : Shipped.rows("access-levels.tsv.gz")) {
            for (String name : row[2].split(" ")) {
                byAction.put((row[0] + ":" + name).toLowerCase(Locale.ROOT), Level.of(row[1]));
            }
        }
    }

    static AccessLevels shipped() {
        return new AccessLevels();
    }

    /** @param action in lower case, for example {@code iam:createuser} */
    Optional<Level> of(String action) {
        return Optional.ofNullable(byAction.get(action));
    }
}
