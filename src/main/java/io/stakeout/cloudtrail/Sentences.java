package io.stakeout.cloudtrail;

import java.util.ArrayList;
import java.util.List;

public final class Sentences {
    private Sentences() {}

    public static Sentence of(CloudTrailRecord event, Outcome outcome) {
        List<Sentence.Part> parts = new ArrayList<>();
        parts.add(new Sentence.Part(
                Sentence.Kind.ACTOR, Identity.of(event.principal()).label()));
        return new Sentence(parts);
    }
}
