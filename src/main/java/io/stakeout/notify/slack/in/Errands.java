package io.stakeout.notify.slack.in;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.notify.slack.Buttons;

/** Which desk a deed is for. What is no button of ours, or only opens an address, is nobody's. */
@ApplicationScoped
class Errands {

    private final Commands commands;
    private final DisableDesk disable;
    private final DecisionDesk decisions;
    private final QuestionDesk questions;

    Errands(Commands commands, DisableDesk disable, DecisionDesk decisions, QuestionDesk questions) {
        this.commands = commands;
        this.disable = disable;
        this.decisions = decisions;
        this.questions = questions;
    }

    Outcome carryOut(Call.Deed deed) {
        if (deed instanceof Call.Command command) {
            return commands.answer(command);
        }
        if (deed instanceof Call.Submission sent) {
            return submission(sent);
        }
        return click((Call.Click) deed);
    }

    private Outcome submission(Call.Submission sent) {
        return switch (sent.view().callback()) {
            case DisableModal.CALLBACK -> disable.request(sent);
            case DecisionDesk.APPROVAL -> decisions.approveSeen(sent);
            case DecisionDesk.REJECTION -> decisions.reject(sent);
            default -> Outcome.QUIET;
        };
    }

    private Outcome click(Call.Click click) {
        return switch (click.action()) {
            case Buttons.REQUEST_DISABLE -> disable.begin(click);
            case DisableModal.LEVEL -> disable.level(click);
            case Buttons.APPROVE_PLAN -> decisions.approve(click);
            case Buttons.REJECT_PLAN -> decisions.why(click);
            case Question.YES, Question.NO -> questions.answered(click);
            default -> Outcome.QUIET;
        };
    }
}
