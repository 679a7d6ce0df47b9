package io.stakeout.signal.pattern;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

import io.stakeout.signal.yaml.YamlFile;

import static org.assertj.core.api.Assertions.assertThat;

/** Our explanation and AWS's event-ruler say the same of every pattern that is taken. */
class PatternAgreesTest {

    @Property(tries = 2000)
    void theWalkAndTheRulerAgree(@ForAll long seed) {
        RandomPatterns random = new RandomPatterns(seed);
        String pattern = random.pattern();
        String event = random.event();
        EventPattern ours = EventPattern.of(YamlFile.read(pattern.getBytes(StandardCharsets.UTF_8)));
        RawEvent raw = RawEvent.read(event.getBytes(StandardCharsets.UTF_8)).orElseThrow();

        boolean ruler = ours.judge(raw).matches();

        assertThat(ours.walked(raw)).as("%s on %s", pattern, event).isEqualTo(ruler);
        Statistics.label("matches")
                .collect(ruler)
                .coverage(share -> share.check(true).percentage(percent -> percent > 1));
    }
}
