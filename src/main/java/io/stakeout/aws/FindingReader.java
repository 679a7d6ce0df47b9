package io.stakeout.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

import io.stakeout.Mode;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.signal.FindingService;
import io.stakeout.signal.finding.Origin;

/**
 * Reads findings by GetFindings of GuardDuty and of Security Hub, in the accounts that are configured as ours, by a session
 * that may do nothing else. Nothing in the account of a suspect is called, unless it is one of these. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html">GuardDuty</a>
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html">Security Hub</a>
 */
@Singleton
class FindingReader implements FindingService {

    private static final String SESSION = "stakeout-findings";
    private static final String GUARDDUTY = "guardduty:GetFindings";
    private static final String SECURITY_HUB = "securityhub:GetFindings";

    private final Ways ways;
    private final AwsClients clients;
    private final FindingsConfig config;
    private final Mode mode;

    FindingReader(Ways ways, AwsClients clients, FindingsConfig config, Mode mode) {
        this.ways = ways;
        this.clients = clients;
        this.config = config;
        this.mode = mode;
    }

    /** A drill and a replay have no detectors to ask. */
    @Override
    public boolean asks(Origin origin) {
        return !mode.rehearsal() && config.accounts().orElse(Set.of()).contains(origin.account());
    }

    @Override
    public Optional<byte[]> find(Origin origin) {
        if (!asks(origin)) {
            throw new Unanswered("account " + origin.account() + " isn't one that may be asked", false, null);
        }
        try {
            List<? extends SdkPojo> found =
                    origin.service() == Origin.Service.GUARDDUTY ? guardDuty(origin) : securityHub(origin);
            return found.size() == 1 ? Optional.of(origin.event(ModelJson.of(found.get(0)))) : Optional.empty();
        } catch (AccessControlException e) {
            throw new Unanswered(e.code() + ": " + e.getMessage(), e instanceof AccessControlException.Retryable, e);
        }
    }

    private List<? extends SdkPojo> guardDuty(Origin origin) {
        String detector = "arn:" + ways.partition() + ":guardduty:" + origin.region() + ":" + origin.account()
                + ":detector/" + origin.place();
        try (Way<GuardDutyClient> way = ways.intoFindings(
                config.role(),
                origin.account(),
                SESSION,
                new SessionPolicy().allow(List.of(GUARDDUTY), List.of(detector)),
                session -> clients.guardDuty(origin.region(), session))) {
            return way.calls()
                    .make(
                            GUARDDUTY,
                            () -> way.client()
                                    .getFindings(request ->
                                            request.detectorId(origin.place()).findingIds(origin.id()))
                                    .findings());
        }
    }

    private List<? extends SdkPojo> securityHub(Origin origin) {
        try (Way<SecurityHubClient> way = ways.intoFindings(
                config.role(),
                origin.account(),
                SESSION,
                new SessionPolicy().allow(List.of(SECURITY_HUB), List.of("*")),
                session -> clients.securityHub(origin.region(), session))) {
            return way.calls()
                    .make(
                            SECURITY_HUB,
                            () -> way.client()
                                    .getFindings(request -> request.maxResults(2)
                                            .filters(filters -> filters.productArn(is(origin.place()))
                                                    .id(is(origin.id()))))
                                    .findings());
        }
    }

    private static StringFilter is(String value) {
        return StringFilter.builder()
                .comparison(StringFilterComparison.EQUALS)
                .value(value)
                .build();
    }
}
