package io.stakeout.notify.slack.in;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

/** What we know of Slack in secret, from the environment or from files, read once. What can't be used stops the start. */
@ApplicationScoped
class Secrets {

    private static final int SHORTEST = 16;
    private static final int MOST_BYTES = 4_096;
    private static final String SIGNING = "stakeout.slack.signing-secret";
    private static final String APP = "stakeout.slack.app-token";

    private final SlackSignature signature;
    private final Optional<String> appToken;

    Secrets(InboundConfig config) {
        this.signature = new SlackSignature(signing(read(SIGNING, config.signingSecret(), config.signingSecretFile())
                .orElse("")));
        this.appToken = read(APP, config.appToken(), config.appTokenFile());
        appToken.filter(token -> !token.startsWith("xapp-")).ifPresent(token -> {
            throw new IllegalStateException(APP + ": is the app-level token, which begins with xapp-; make one with the"
                    + " scope connections:write");
        });
    }

    void onStart(@Observes StartupEvent event) {
        // that there is one of us is all that it takes
    }

    /** Judges by signing secrets; refuses everything while none is set. */
    SlackSignature signature() {
        return signature;
    }

    Optional<String> appToken() {
        return appToken;
    }

    private static List<String> signing(String text) {
        List<String> secrets = new ArrayList<>();
        for (String secret : text.isBlank() ? new String[0] : text.split(",", -1)) {
            if (secret.strip().length() < SHORTEST || secrets.size() == SlackSignature.MOST_SECRETS) {
                throw new IllegalStateException(
                        SIGNING + ": one secret, or two separated by a comma, each of at least 16 characters");
            }
            secrets.add(secret.strip());
        }
        return secrets;
    }

    private static Optional<String> read(String key, Optional<String> value, Optional<Path> file) {
        Optional<String> given = value.map(String::strip).filter(text -> !text.isEmpty());
        if (given.isPresent() && file.isPresent()) {
            throw new IllegalStateException(key + " and " + key + "-file: give one of them");
        }
        return given.or(() -> file.map(path -> read(key, path)));
    }

    private static String read(String key, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalStateException(key + "-file: " + file + " is too large to be a secret");
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new IllegalStateException(key + "-file: " + file + " is empty");
            }
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(
                    key + "-file: " + file + " can't be read (" + e.getClass().getSimpleName()
                            + "); let the user that runs Stakeout read it",
                    e);
        }
    }
}
