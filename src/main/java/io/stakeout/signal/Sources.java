package io.stakeout.signal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import io.stakeout.Mode;
import io.stakeout.Problem;

/**
 * The sources that we share a secret with. Who doesn't know the secret learns nothing from a refusal, not even whether
 * there is such a source: an unknown one costs the same work and gets the same answer. Immutable, thread-safe.
 */
@ApplicationScoped
class Sources {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,31}");

    /** Anybody can read it in the README, so it opens a drill only. */
    private static final String PUBLIC_SECRET = "drill-signals-secret";

    private static final String EVERY = "*";
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_SECRETS = 2;
    private static final String PREFIX = "v1=";

    private final Map<String, List<byte[]>> secrets = new HashMap<>();
    private final Map<String, List<String>> accounts;
    private final byte[] nobodys = new byte[32];

    Sources(ReceptionConfig config, Mode mode) {
        config.secrets().forEach((source, text) -> secrets.put(checked(source), secrets(source, text, mode)));
        this.accounts = Map.copyOf(config.accounts());
        accounts.keySet().forEach(Sources::checked);
        new SecureRandom().nextBytes(nobodys);
    }

    /** A setting that can't be used stops the start. */
    void onStart(@Observes StartupEvent event) {
        // that there is one of us is all that it takes
    }

    private static String checked(String source) {
        if (!NAME.matcher(source).matches()) {
            throw new IllegalStateException("stakeout.signals: a source is named by 2 to 32 small letters and digits,"
                    + " a letter first, which one of the names in secrets or accounts isn't");
        }
        return source;
    }

    private static List<byte[]> secrets(String source, String text, Mode mode) {
        List<byte[]> all = new ArrayList<>();
        for (String secret : text.split(",", -1)) {
            if (secret.strip().length() < SHORTEST_SECRET || all.size() == MOST_SECRETS) {
                throw new IllegalStateException("stakeout.signals.secrets." + source
                        + ": one secret, or two separated by a comma, each of at least 16 characters");
            }
            if (secret.strip().equals(PUBLIC_SECRET) && mode != Mode.DRILL) {
                throw new IllegalStateException("stakeout.signals.secrets." + source
                        + ": this secret is public, a drill's only; make one of your own");
            }
            all.add(secret.strip().getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    /** Whether one of the source's secrets has signed this; takes as long whatever is wrong. */
    boolean signed(String source, String timestamp, byte[] body, String signature) {
        List<byte[]> known = secrets.getOrDefault(source, List.of());
        byte[] given = HexFormat.of().parseHex(signature.substring(PREFIX.length()));
        boolean fits = false;
        for (int i = 0; i < MOST_SECRETS; i++) {
            boolean real = i < known.size();
            boolean equal = MessageDigest.isEqual(hmac(real ? known.get(i) : nobodys, timestamp, body), given);
            fits |= real & equal;
        }
        return fits;
    }

    private static byte[] hmac(byte[] secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** @throws Problem FORBIDDEN when the source may not speak for one of these accounts, or names none and may not for all */
    void requireBound(String source, Set<String> spokenFor) {
        List<String> bound = accounts.getOrDefault(source, List.of());
        Set<String> foreign = new TreeSet<>(spokenFor);
        bound.forEach(foreign::remove);
        if (bound.contains(EVERY) || foreign.isEmpty() && !spokenFor.isEmpty()) {
            return;
        }
        String what = spokenFor.isEmpty()
                ? "The signal doesn't say of which account it speaks, for example by principal.account"
                : "The source " + source + " may not speak for account " + String.join(", ", foreign);
        throw Problem.forbidden(
                "Account not bound",
                what + "; nothing was done. Its accounts, or *, are set by stakeout.signals.accounts." + source + ".");
    }
}
