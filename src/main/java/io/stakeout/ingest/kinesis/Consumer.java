package io.stakeout.ingest.kinesis;

import java.time.Clock;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

import io.stakeout.ingest.IngestConfig;
import io.stakeout.ingest.Intake;
import io.stakeout.ingest.ShardLag;

/** Makes lives of the consumer, one after the other: how the client library is set up. */
final class Consumer {

    private static final long DISPATCH_MILLIS = 100;
    private static final long PARENT_POLL_MILLIS = 1_000;
    private static final long SHARD_SYNC_MILLIS = 2_000;
    private static final long LEASE_AUDIT_MILLIS = 3_000;
    /** Then it is made anew, with the reason told. */
    private static final int START_ATTEMPTS = 3;
    /** Waiting batches of one shard; with the one in work and the one on its way at most some 30 MB. */
    private static final int PENDING_BATCHES = 2;

    private final Settings settings;
    private final Intake intake;
    private final IngestConfig ingest;
    private final RequestMeter requests;
    private final StreamMeters meters;
    private final LaneCondition condition;
    private final Consumed consumed;
    private final Clock clock;

    Consumer(
            Settings settings,
            Intake intake,
            IngestConfig ingest,
            MeterRegistry metrics,
            ShardLag shards,
            KinesisTrouble trouble,
            LaneCondition condition,
            Consumed consumed,
            Clock clock) {
        this.settings = settings;
        this.intake = intake;
        this.ingest = ingest;
        this.requests = new RequestMeter(metrics, trouble);
        this.meters = new StreamMeters(metrics, shards);
        this.condition = condition;
        this.consumed = consumed;
        this.clock = clock;
    }

    StreamMeters meters() {
        return meters;
    }

    /** @throws RuntimeException when the library can't be set up */
    Run life() {
        KinesisClients clients = new KinesisClients(settings, requests);
        Refills refills =
                new Refills(clients.kinesis(), settings, intake, ingest.lookbackAge(), clock, condition, consumed);
        try {
            Life life = new Life(this::sink, meters, condition, refills);
            KclRun.Progress progress = new KclRun.Progress(life);
            return new KclRun(new KclRun.Parts(life, clients, refills, scheduler(life, clients, progress), progress));
        } catch (RuntimeException | LinkageError e) {
            refills.close();
            clients.close();
            throw e;
        }
    }

    private RecordSink sink(String shard) {
        return RecordSink.of(intake.live(settings.stream() + " " + shard));
    }

    private Scheduler scheduler(Life life, KinesisClients clients, KclRun.Progress progress) {
        Instant now = clock.instant();
        ConfigsBuilder configs = new ConfigsBuilder(
                new SingleStreamTracker(settings.stream(), settings.position().from(now)),
                settings.application(),
                clients.kinesis(),
                clients.dynamodb(),
                clients.cloudWatch(),
                settings.worker(),
                () -> new ShardLane(life));
        return new Scheduler(
                configs.checkpointConfig(),
                coordinator(configs, progress),
                leases(configs),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                // an empty batch tells how far behind we are, and writes the checkpoint that was refused before
                configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
                retrieval(configs, clients));
    }

    private static CoordinatorConfig coordinator(ConfigsBuilder configs, KclRun.Progress progress) {
        return configs.coordinatorConfig()
                .maxInitializationAttempts(START_ATTEMPTS)
                .parentShardPollIntervalMillis(PARENT_POLL_MILLIS)
                .shardConsumerDispatchPollIntervalMillis(DISPATCH_MILLIS)
                .skipShardSyncAtWorkerInitializationIfLeasesExist(true)
                .workerStateChangeListener(progress);
    }

    private LeaseManagementConfig leases(ConfigsBuilder configs) {
        return configs.leaseManagementConfig()
                .failoverTimeMillis(settings.failover().toMillis())
                .shardSyncIntervalMillis(SHARD_SYNC_MILLIS)
                .leasesRecoveryAuditorExecutionFrequencyMillis(LEASE_AUDIT_MILLIS)
                .billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private RetrievalConfig retrieval(ConfigsBuilder configs, KinesisClients clients) {
        return configs.retrievalConfig()
                .retrievalSpecificConfig(settings.fanOut() ? fanOut(clients) : polling(clients));
    }

    private RetrievalSpecificConfig fanOut(KinesisClients clients) {
        return new FanOutConfig(clients.kinesis())
                .streamName(settings.stream())
                .applicationName(settings.application());
    }

    private RetrievalSpecificConfig polling(KinesisClients clients) {
        PollingConfig polling = new PollingConfig(settings.stream(), clients.kinesis())
                .idleTimeBetweenReadsInMillis(settings.polling().idle().toMillis())
                .maxRecords(settings.polling().maxRecords());
        polling.usePollingConfigIdleTimeValue(true);
        polling.maxPendingProcessRecordsInput(PENDING_BATCHES);
        return polling;
    }
}
