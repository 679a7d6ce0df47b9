package io.stakeout.notify.slack;

import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

/** Puts a message where it belongs, at least once, and as good as never twice: what may stand there is edited instead. */
@Singleton
class Placing {

    /**
     * What is placed.
     *
     * @param key the same for each attempt
     * @param attempt from 1
     * @param since nothing of it can stand there from before
     */
    record Piece(String key, int attempt, Instant since, Postings.Tone tone, Message message) {}

    private final Postings postings;
    private final Doubts doubts;

    Placing(Postings postings, Doubts doubts) {
        this.postings = postings;
        this.doubts = doubts;
    }

    /**
     * @return its time stamp
     * @throws SlackTrouble whatever went wrong; it may be tried again
     */
    String put(Postings.Place place, Piece piece) {
        boolean doubtful = doubts.about(piece.key());
        Optional<String> before =
                piece.attempt() > 1 || doubtful ? postings.find(place, piece.key(), piece.since()) : Optional.empty();
        String ts = before.isPresent() ? edited(place, before.get(), piece) : posted(place, piece);
        if (doubtful) {
            doubts.end(piece.key());
        }
        return ts;
    }

    private String edited(Postings.Place place, String ts, Piece piece) {
        postings.edit(place.channel(), ts, piece.key(), piece.message());
        return ts;
    }

    private String posted(Postings.Place place, Piece piece) {
        try {
            return postings.post(place, piece.tone(), piece.key(), piece.message());
        } catch (SlackTrouble.Down unknown) {
            doubts.begin(piece.key());
            throw unknown;
        }
    }
}
