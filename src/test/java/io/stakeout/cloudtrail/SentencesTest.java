package io.stakeout.cloudtrail;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.Sentence.Kind;
import io.stakeout.cloudtrail.Sentence.Part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SentencesTest {

    @Test
    void aSentenceIsActorWordsObjectAndError() {
        CloudTrailRecord call = Records.of("{'userIdentity':{'type':'IAMUser','userName':'bert-jan'},"
                + "'eventSource':'cloudtrail.amazonaws.com','eventName':'StopLogging',"
                + "'errorCode':'TrailNotFoundException','requestParameters':{'name':'my-trail'}}");

        assertThat(Sentences.of(call, Outcome.FAILED).parts())
                .containsExactly(
                        new Part(Kind.ACTOR, "bert-jan"),
                        new Part(Kind.TEXT, " tried to stop trail "),
                        new Part(Kind.OBJECT, "my-trail"),
                        new Part(Kind.TEXT, " "),
                        new Part(Kind.ERROR, "(TrailNotFoundException)"));
    }

    @Test
    void aForwardAccessCallNamesTheServiceBetween() {
        CloudTrailRecord call = Records.of("{'userIdentity':{'type':'IAMUser','arn':'arn:aws:iam::1:user/bert-jan',"
                + "'invokedBy':'secretsmanager.amazonaws.com'},'eventSource':'kms.amazonaws.com',"
                + "'eventName':'Decrypt'}");
        assertThat(Sentences.of(call, Outcome.OK).text()).isEqualTo("bert-jan decrypted data through secretsmanager");
    }

    @Test
    void noLineLeavesAHoleWhenEveryObjectIsMissing() {
        for (String[] row : Records.table("sentences.tsv")) {
            String event = row[0];
            String service = event.substring(0, event.indexOf(':'));
            CloudTrailRecord call = Records.of("{'eventSource':'" + service + ".amazonaws.com','eventName':'"
                    + event.substring(event.indexOf(':') + 1) + "'}");
            for (Outcome outcome : Outcome.values()) {
                String said = Sentences.of(call, outcome).text();
                assertThat(said.replaceFirst("report(ed)? in", "came"))
                        .as(event)
                        .startsWith(outcome == Outcome.OK ? "somebody " : "somebody tried to ")
                        .doesNotContain("  ", " ,", "{", "}", "[", "<", "|", "?")
                        .doesNotMatch(".* (of|to|for|in|from|on|with|as|a|an|the|into|named)( \\(failed\\))?$");
            }
        }
    }

    @Test
    void everyEventHasOneLineAndThereAreMoreThan300() {
        List<String> events =
                Records.table("sentences.tsv").stream().map(row -> row[0]).toList();
        assertThat(events).doesNotHaveDuplicates().hasSizeGreaterThan(300);
    }

    @Test
    void hostileNamesAreCutAndMadeVisible() {
        String name = "x\\u202e\\u0000\\ud800\\n" + "y".repeat(100_000);
        CloudTrailRecord call = Records.of("{'userIdentity':{'type':'IAMUser','userName':'" + name + "'},"
                + "'eventSource':'iam.amazonaws.com','eventName':'CreateUser','errorCode':'" + name
                + "','requestParameters':{'userName':'" + name + "'}}");

        Sentence sentence = Sentences.of(call, Outcome.FAILED);
        assertThat(sentence.parts()).allSatisfy(part -> assertThat(part.text()).hasSizeLessThanOrEqualTo(200));
        assertThat(sentence.text()).contains("x⟨U+202E⟩␀\ufffd␊yyy", "…)").doesNotContain("\n", "\0", "\u202e");
    }

    @Test
    void manyObjectsAreCounted() {
        CloudTrailRecord call = Records.of("{'eventSource':'ssm.amazonaws.com','eventName':'GetParameters',"
                + "'requestParameters':{'names':['/a','/b','/a',7,null,'/c',{'x':1}]}}");
        assertThat(Sentences.of(call, Outcome.OK).text()).isEqualTo("somebody read parameters /a and 3 more");
    }

    @Test
    void aNotationThatCouldLeaveAHoleIsRefusedWhenTheTableLoads() {
        assertThatThrownBy(() -> Template.parse("[read|read] user {req.userName}", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Template.parse("[read] it", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
