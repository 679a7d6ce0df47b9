package io.stakeout.notify.slack.in;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.stakeout.Problem;
import io.stakeout.notify.slack.SlackTrouble;
import io.stakeout.notify.slack.block.Limits;
import io.stakeout.notify.slack.block.Words;
import io.stakeout.notify.slack.block.Writing;

/**
 * Takes what people do in Slack, by whichever way it came and once it is known to be Slack's. Slack wants an answer within
 * three seconds, so it gets one at once, and the work is done afterwards by a bounded crew. Only a view that was sent
 * waits for what comes of it, since an error can be shown in it: for two seconds, then it is said to be worked on.
 */
@ApplicationScoped
class Reception {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    /** Until then Slack shows that it is worked on, and what comes after that stays. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final String BUSY =
            "Stakeout is busy with other requests from Slack. Nothing was done; try again in a moment, or use the room.";
    private static final String WORKING = "Working on it…";

    private final Errands errands;
    private final Events events;
    private final Acts acts;
    private final Crews crews;
    private final Replies replies;
    private final InboundState state;

    Reception(Errands errands, Events events, Acts acts, Crews crews, Replies replies, InboundState state) {
        this.errands = errands;
        this.events = events;
        this.acts = acts;
        this.crews = crews;
        this.replies = replies;
        this.state = state;
    }

    /** Doesn't block. */
    CompletionStage<Answer> take(Call call) {
        state.received(call);
        if (call instanceof Call.Challenge challenge) {
            return at(Answers.challenge(challenge.text()));
        }
        if (call instanceof Call.Submission sent) {
            return submission(sent);
        }
        if (call instanceof Call.Deed deed) {
            return deed(deed);
        }
        if (call instanceof Call.Event event && !crews.desk().take(() -> events.happened(event))) {
            LOG.warnf("too busy for an event of Slack's type=%s", event.type());
        }
        return at(Answer.NOTHING);
    }

    private CompletionStage<Answer> deed(Call.Deed deed) {
        if (crews.desk().take(() -> tell(deed, outcome(deed)))) {
            return at(Answer.NOTHING);
        }
        state.refused("busy");
        if (deed instanceof Call.Command) {
            return at(Answer.of(Answers.message(false, words(BUSY))));
        }
        if (!crews.sorry().take(() -> tell(deed, new Outcome.Told(words(BUSY))))) {
            LOG.warn("too busy to tell somebody in Slack that we are");
        }
        return at(Answer.NOTHING);
    }

    private CompletionStage<Answer> submission(Call.Submission sent) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        boolean taken = crews.desk().take(() -> {
            Outcome outcome = outcome(sent);
            if (!answer.complete(Answers.submission(outcome))) {
                afterwards(sent, outcome);
            }
        });
        if (!taken) {
            state.refused("busy");
            return at(Answers.submission(busy(sent)));
        }
        return answer.completeOnTimeout(
                Answers.submission(new Outcome.Shown(Modals.saying(WORKING))),
                SHOWN_WITHIN.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What was filled in stays, where there is a field at which to say so. */
    private static Outcome busy(Call.Submission sent) {
        return sent.view().values().keySet().stream()
                .sorted()
                .findFirst()
                .<Outcome>map(block -> Outcome.Wrong.at(block, BUSY))
                .orElseGet(() -> new Outcome.Told(words(BUSY)));
    }

    private void afterwards(Call.Submission sent, Outcome outcome) {
        CompletableFuture.delayedExecutor(SETTLED.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> crews.desk().take(() -> guarded(() -> show(sent, outcome))));
    }

    private void show(Call.Submission sent, Outcome outcome) {
        String view = sent.view().id();
        if (outcome instanceof Outcome.Shown shown) {
            replies.update(view, shown.view());
        } else if (outcome instanceof Outcome.Told told) {
            replies.update(view, Modals.note(told.text()));
        } else if (outcome instanceof Outcome.Wrong wrong) {
            Writing text = Writing.within(Limits.SECTION_TEXT);
            wrong.errors().values().forEach(error -> text.foreign(error, 500).line());
            replies.update(
                    view, Modals.note(text.own("Close this and try again.").words()));
        } else {
            replies.update(view, Modals.note(words("Done.")));
        }
    }

    private void tell(Call.Deed deed, Outcome outcome) {
        guarded(() -> {
            if (outcome instanceof Outcome.Told told) {
                replies.privately(deed, told.text());
            } else if (outcome instanceof Outcome.Replaced replaced) {
                replies.replace(deed, replaced.text());
            }
        });
    }

    /** Whoever can't be told sees nothing happen, which the room shows otherwise. */
    private void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (SlackTrouble trouble) {
            LOG.warnf("somebody in Slack could not be told why=%s", trouble.getMessage());
            state.trouble(trouble.getMessage());
        } catch (RuntimeException e) {
            LOG.error("somebody in Slack could not be told", e);
        }
    }

    private Outcome outcome(Call.Deed deed) {
        try {
            return acts.first(deed.trigger()) ? errands.carryOut(deed) : Outcome.QUIET;
        } catch (Problem problem) {
            return new Outcome.Told(Modals.words(problem));
        } catch (SlackTrouble trouble) {
            LOG.warnf("a deed from Slack was cut short why=%s", trouble.getMessage());
            state.trouble(trouble.getMessage());
            return new Outcome.Told(words(trouble.getMessage()));
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            LOG.errorf(e, "a deed from Slack failed correlationId=%s", id);
            return new Outcome.Told(
                    words("Something failed in Stakeout. What you asked for may not have been done; look"
                            + " in the room before you repeat it. Give this id to whoever runs Stakeout: " + id));
        }
    }

    /** Our own words; what Slack calls an error in them is fit to be shown already. */
    private static Words.Marked words(String text) {
        return Writing.within(Limits.SECTION_TEXT).own(text).words();
    }

    private static CompletionStage<Answer> at(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
