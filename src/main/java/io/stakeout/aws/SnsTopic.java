package io.stakeout.aws;

import jakarta.inject.Singleton;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

import io.stakeout.notify.Delivery;
import io.stakeout.notify.sns.Topic;

/** Amazon SNS by the SDK, with Stakeout's own credentials. A client for each message: there are few. Thread-safe. */
@Singleton
class SnsTopic implements Topic {

    private final AwsClients clients;

    SnsTopic(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Delivery publish(String arn, String subject, String text) {
        String region = arn.split(":", 5)[3];
        try (SnsClient sns = clients.sns(region)) {
            return Delivery.delivered(sns.publish(
                            message -> message.topicArn(arn).subject(subject).message(text))
                    .messageId());
        } catch (InvalidParameterException | InvalidParameterValueException e) {
            return Delivery.refused("SNS refuses the message: " + code(e));
        } catch (AuthorizationErrorException | NotFoundException e) {
            // as long as it isn't allowed, or isn't there, everything waits
            return Delivery.paused("SNS answers with " + code(e) + ": check the topic and sns:Publish");
        } catch (SnsException e) {
            return e.isThrottlingException() ? Delivery.paused(code(e)) : Delivery.later("SNS answers with " + code(e));
        } catch (SdkClientException | IllegalStateException e) {
            return Delivery.paused("SNS can't be reached: " + e.getClass().getSimpleName());
        } catch (SdkException e) {
            return Delivery.later("SNS could not be called: " + e.getClass().getSimpleName());
        }
    }

    /** The message of AWS may quote what was sent. */
    private static String code(SnsException e) {
        return e.awsErrorDetails() == null
                ? String.valueOf(e.statusCode())
                : e.awsErrorDetails().errorCode();
    }
}
