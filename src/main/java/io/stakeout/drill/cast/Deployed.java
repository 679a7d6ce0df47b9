package io.stakeout.drill.cast;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The policies of deploy/iam, as whoever deploys them fills them in: a drill rehearses with the permissions that
 * production has, no more.
 */
public final class Deployed {

    /** What both roles ask for. */
    public static final String EXTERNAL_ID = "drill-external-id";

    private static final Map<String, String> FILLED_IN = Map.of(
            "STAKEOUT_PRINCIPAL_ARN",
            "arn:aws:iam::" + Scenery.MANAGEMENT + ":user/" + Scenery.STAKEOUT,
            "ORGANIZATION_ROLE_ARN",
            Scenery.roleArn(Scenery.MANAGEMENT, Scenery.ORGANIZATION_ROLE),
            "EXECUTION_ROLE",
            Scenery.EXECUTION_ROLE,
            "EXTERNAL_ID",
            EXTERNAL_ID,
            "BREAK_GLASS_ROLE",
            "break-glass",
            "BREAK_GLASS_USER",
            Scenery.RESPONDER,
            "PIPELINE_ROLE",
            "cloudtrail-delivery",
            "FINDINGS_ROLE",
            "stakeout-findings");

    private Deployed() {}

    /** @param name of the file, without its ending */
    static String document(String name) {
        String text = read("/deploy/iam/" + name + ".json");
        for (Map.Entry<String, String> place : FILLED_IN.entrySet()) {
            text = text.replace("${" + place.getKey() + "}", place.getValue());
        }
        return text;
    }

    private static String read(String path) {
        try (InputStream in = Deployed.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not part of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
