package io.stakeout.cloudtrail;

import java.time.Instant;
import java.util.Optional;

import io.stakeout.cloudtrail.Issuance.Certainty;
import io.stakeout.cloudtrail.Issuance.Kind;
import io.stakeout.cloudtrail.Issuance.Reach;
import io.stakeout.cloudtrail.Issuance.Relation;

/** An {@link Issuance} before the call is put to it, with the words by which the services tell theirs apart. */
record Draft(
        Kind kind,
        String value,
        String name,
        Optional<String> account,
        Relation relation,
        Certainty certainty,
        Reach reach,
        boolean followed,
        Optional<Instant> notBefore,
        Optional<Integer> under) {

    /** A session, or a credential that ends with it: minted, exact and followed. */
    static Draft session(Kind kind, String value, String name) {
        return draft(kind, value, name, Relation.MINTED, Reach.SESSION).andFollowed(true);
    }

    /** A credential that lasts until somebody takes it away: minted, exact, not followed. */
    static Draft credential(Kind kind, String value) {
        return draft(kind, value, value, Relation.MINTED, Reach.CREDENTIAL);
    }

    /** Anything else that did not exist before: exact, not followed. */
    static Draft minted(Kind kind, String value, String name) {
        return draft(kind, value, name, Relation.MINTED, Reach.ANYTHING);
    }

    /** Anything that existed: exact, not followed. */
    static Draft touched(Kind kind, String value, String name) {
        return draft(kind, value, name, Relation.TOUCHED, Reach.ANYTHING);
    }

    private static Draft draft(Kind kind, String value, String name, Relation relation, Reach reach) {
        return new Draft(
                kind,
                value,
                Text.cut(name, Forms.MAX_TEXT),
                Optional.empty(),
                relation,
                Certainty.EXACT,
                reach,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** What is no account is none. */
    Draft in(Optional<String> newAccount) {
        Optional<String> known = newAccount.filter(Forms::isAccount);
        return new Draft(kind, value, name, known, relation, certainty, reach, followed, notBefore, under);
    }

    Draft derived() {
        return certain(Certainty.DERIVED);
    }

    Draft possible() {
        return certain(Certainty.POSSIBLE);
    }

    private Draft certain(Certainty newCertainty) {
        return new Draft(kind, value, name, account, relation, newCertainty, reach, followed, notBefore, under);
    }

    Draft within(Reach newReach) {
        return new Draft(kind, value, name, account, relation, certainty, newReach, followed, notBefore, under);
    }

    Draft andFollowed(boolean newFollowed) {
        return new Draft(kind, value, name, account, relation, certainty, reach, newFollowed, notBefore, under);
    }

    Draft since(Optional<Instant> newNotBefore) {
        return new Draft(kind, value, name, account, relation, certainty, reach, followed, newNotBefore, under);
    }

    Draft under(Optional<Integer> newUnder) {
        return new Draft(kind, value, name, account, relation, certainty, reach, followed, notBefore, newUnder);
    }

    Issuance by(String how) {
        return new Issuance(kind, value, name, account, how, relation, certainty, reach, followed, notBefore, under);
    }
}
