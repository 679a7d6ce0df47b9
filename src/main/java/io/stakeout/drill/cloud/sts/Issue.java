package io.stakeout.drill.cloud.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Session;

/** How STS answers with credentials. */
final class Issue {

    private Issue() {}

    static ObjectNode credentials(Session session) {
        ObjectNode result = Answer.node();
        ObjectNode credentials = result.putObject("Credentials");
        credentials.put("AccessKeyId", session.accessKeyId());
        credentials.put("SecretAccessKey", session.secret());
        credentials.put("SessionToken", session.token());
        credentials.putPOJO("Expiration", session.expires());
        return result;
    }
}
