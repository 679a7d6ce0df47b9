package io.stakeout.notify.email;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;

import io.stakeout.notify.Delivery;

/** Hands one mail to the server that is configured, and says how that went. Blocking; thread-safe. */
@ApplicationScoped
class Postman {

    private static final int TOO_MANY_CONNECTIONS = 421;
    private static final int WRONG_PASSWORD = 535;

    private final ReactiveMailer mailer;

    Postman(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    Delivery send(Mail mail, Duration timeout) {
        try {
            mailer.send(mail).await().atMost(timeout);
            return Delivery.delivered();
        } catch (TimeoutException e) {
            return Delivery.later("the mail server has not answered within " + timeout.toSeconds() + " s");
        } catch (RuntimeException e) {
            return meaning(e);
        }
    }

    /** What the server says may quote addresses, so of its answer only the number is told. */
    static Delivery meaning(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return Delivery.paused("the mail server can't be reached");
            }
            if (cause instanceof SMTPException refusal) {
                return meaning(refusal);
            }
        }
        return Delivery.later("the mail was not taken: " + failure.getClass().getSimpleName());
    }

    private static Delivery meaning(SMTPException refusal) {
        int code = refusal.getReplyCode();
        String says = "the mail server answers with " + code;
        if (code == TOO_MANY_CONNECTIONS || code == WRONG_PASSWORD) {
            return Delivery.paused(says);
        }
        return refusal.isPermanent() ? Delivery.refused(says) : Delivery.later(says);
    }
}
