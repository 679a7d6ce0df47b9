package io.stakeout.aws;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;

import io.stakeout.Mode;
import io.stakeout.notify.Delivery;
import io.stakeout.testing.MotoServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A topic of moto's SNS. */
class SnsTopicTest {

    private AwsClients clients;
    private SnsTopic topic;
    private String arn;

    @BeforeEach
    void prepare() {
        URI address = MotoServer.require();
        System.setProperty("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        System.setProperty("aws.secretAccessKey", "not checked");
        clients = new AwsClients(Mode.SERVE, Settings.at(Optional.of(address)), Optional::empty);
        topic = new SnsTopic(clients);
        try (SnsClient sns = clients.sns("eu-central-1")) {
            CreateTopicResponse made = sns.createTopic(request -> request.name("stakeout-test"));
            arn = made.topicArn();
        }
    }

    @Test
    void aMessageIsTakenAndHasAnIdOfItsOwn() {
        Delivery went = topic.publish(arn, "[Stakeout] opened: incident 7", "Suspects: caf\u00e9 \u2400");
        assertThat(went).isInstanceOf(Delivery.Delivered.class);
        assertThat(((Delivery.Delivered) went).reference()).isPresent();
    }

    @Test
    void aTopicThatIsGoneMakesEverythingWait() {
        Delivery went = topic.publish(arn + "-gone", "subject", "text");
        assertThat(went).isInstanceOf(Delivery.Paused.class);
        assertThat(((Delivery.Paused) went).why()).contains("check the topic");
    }

    @Test
    void nobodyThereMakesEverythingWait() {
        AwsClients nowhere =
                new AwsClients(Mode.SERVE, Settings.at(Optional.of(URI.create("http://127.0.0.1:1"))), Optional::empty);
        assertThat(new SnsTopic(nowhere).publish(arn, "subject", "text")).isInstanceOf(Delivery.Paused.class);
    }

    @Test
    void whatIsTooLongIsRefusedForGood() {
        assertThat(topic.publish(arn, "subject", "x".repeat(300_000))).isInstanceOf(Delivery.Refused.class);
    }
}
