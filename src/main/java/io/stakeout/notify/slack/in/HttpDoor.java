package io.stakeout.notify.slack.in;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.Problem;

/**
 * The door for Slack's requests over HTTP. Nothing is read of a body that isn't signed, and nothing but reading is done
 * before the answer: it doesn't block.
 */
@ApplicationScoped
public class HttpDoor {

    private final Secrets secrets;
    private final Reception reception;
    private final InboundState state;
    private final Clock clock;

    HttpDoor(Secrets secrets, Reception reception, InboundState state, Clock clock) {
        this.secrets = secrets;
        this.reception = reception;
        this.state = state;
        this.clock = clock;
    }

    /** What happened in the workspace, and Slack's question whether this address is ours. */
    public CompletionStage<Answer> event(Delivered delivered) {
        return take(delivered, () -> CallReader.event(CallReader.json(delivered.body())));
    }

    /** A slash command. */
    public CompletionStage<Answer> command(Delivered delivered) {
        return take(delivered, () -> {
            Map<String, String> form = FormBody.read(delivered.body());
            return form.containsKey("ssl_check") ? new Call.Passed("ssl_check") : CallReader.command(form);
        });
    }

    /** Buttons, choices and views. */
    public CompletionStage<Answer> interaction(Delivered delivered) {
        return take(delivered, () -> {
            String payload = FormBody.read(delivered.body()).getOrDefault("payload", "");
            return CallReader.interaction(CallReader.json(payload));
        });
    }

    private CompletionStage<Answer> take(Delivered delivered, Supplier<Call> read) {
        secrets.signature().refusal(delivered, clock.instant()).ifPresent(why -> {
            state.refused("signature");
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Not signed", why);
        });
        return reception.take(read(read));
    }

    private Call read(Supplier<Call> read) {
        try {
            return read.get();
        } catch (Problem problem) {
            state.refused("body");
            throw problem;
        }
    }
}
