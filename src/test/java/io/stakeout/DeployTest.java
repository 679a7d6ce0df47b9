package io.stakeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the templates promise to the rest of the project; whether AWS takes them is cfn-lint's business. */
class DeployTest {

    private static final Path TEMPLATES = Path.of("deploy/cloudformation");

    private static final Pattern LINE = Pattern.compile("STAKEOUT_PIPELINE_[A-Z_]+(?==)");
    private static final Pattern DETAIL_TYPE = Pattern.compile("^          - ([A-Z][^:\\n]+)$", Pattern.MULTILINE);
    private static final Pattern EVERYTHING = Pattern.compile("(Action|Resource): \"?\\*\"?$", Pattern.MULTILINE);

    private String pipeline;
    private String member;

    @BeforeEach
    void read() throws IOException {
        pipeline = Files.readString(TEMPLATES.resolve("pipeline.yaml"));
        member = Files.readString(TEMPLATES.resolve("member.yaml"));
    }

    @Test
    void theOutputsAreTheSettingsOfOurOwnPipelineAndAllOfThem() {
        Set<String> printed = found(LINE, pipeline);
        Set<String> settings = ConfigKeys.ofTheApplication().stream()
                .filter(key -> key.startsWith("stakeout.pipeline."))
                .map(key -> key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(printed).isEqualTo(settings);
    }

    @Test
    void bothRulesLetTheSameEventsPassReadOnlyCallsIncluded() {
        String all = "State: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
        assertThat(pipeline).contains(all);
        assertThat(member).contains(all);
        assertThat(found(DETAIL_TYPE, member))
                .contains("AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail", "GuardDuty Finding");
        assertThat(found(DETAIL_TYPE, pipeline)).containsAll(found(DETAIL_TYPE, member));
    }

    @Test
    void nobodyMayEverythingButTheAccountWithItsOwnKey() {
        List<String> open = EVERYTHING
                .matcher(pipeline + member)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(open).as("the key policy's").containsExactly("Resource: \"*\"");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
