package dev.presage.worker;

import dev.presage.contract.Topic;
import dev.presage.worker.api.PredictionApi;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.status.StatusPage;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.telemetry.LastRejections;
import dev.presage.worker.telemetry.RequestProgress;
import dev.presage.worker.telemetry.Telemetry;
import dev.presage.worker.telemetry.TopicProbe;
import dev.presage.worker.telemetry.WorkerMetrics;
import dev.presage.worker.topics.Reasons;
import dev.presage.worker.topics.TopicAdmin;
import dev.presage.worker.window.PriceWindows;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the worker: waits for the topics, answers requests until it is stopped or can't go on. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final WorkerSettings settings;
    private final KafkaConfig kafka;
    private final Health health;
    private final WorkerMetrics metrics;
    private final RequestProgress progress;
    private final PredictionApi.Sources apiSources;
    private final StatusPage.Sources statusSources;
    private final Topology topology;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private volatile boolean failed;

    Worker(WorkerSettings settings, KafkaConfig kafka, Models models, PrometheusRegistry registry, Health health) {
        this.settings = settings;
        this.kafka = kafka;
        this.health = health;
        Clock clock = Clock.systemUTC();
        metrics = new WorkerMetrics(registry, clock, settings.metricsMaxTickers());
        metrics.modelsLoaded(registry, models);
        progress = new RequestProgress(registry, clock);
        PriceWindows prices =
                new PriceWindows(settings.windows().bars(), settings.windows().maxTickers());
        metrics.priceAge(registry, prices::newestClose);
        LastRejections rejections = new LastRejections();
        Telemetry telemetry = new Telemetry(metrics, rejections, progress, health, clock);
        Predictor predictor = new Predictor(models, prices, clock, metrics);
        apiSources = new PredictionApi.Sources(predictor, prices, models, health);
        statusSources = new StatusPage.Sources(
                health,
                progress,
                rejections,
                prices,
                models,
                registry,
                settings.pushgateway().orElse(null));
        topology = PredictionTopology.build(
                prices,
                predictor,
                new DeadLetters(kafka.maxRequestBytes(), Main.version()),
                telemetry,
                settings.pace());
    }

    /** What the prediction API answers from: the same as this. */
    PredictionApi.Sources apiSources() {
        return apiSources;
    }

    /** What the status page shows. */
    StatusPage.Sources statusSources() {
        return statusSources;
    }

    /** Runs to the end; true if that was asked for and everything in work was finished. */
    boolean run() throws InterruptedException {
        try (Admin admin = awaitTopics()) {
            if (admin == null) {
                return true;
            }
            try (TopicProbe probe = new TopicProbe(admin, settings.applicationId(), kafka.isolation(), progress)) {
                probe.start();
                return answerRequests();
            } catch (ConfigException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.error("Kafka Streams could not start; the worker ends", e);
                return false;
            }
        }
    }

    /** An admin client, once all topics are there; null if the worker was asked to stop before. */
    private @Nullable Admin awaitTopics() throws InterruptedException {
        Duration wait = Duration.ofMillis(500);
        do {
            Admin admin = null;
            try {
                admin = Admin.create(kafka.admin());
                Set<Topic> missing = new TopicAdmin(admin).missing();
                progress.brokerAnswered();
                if (missing.isEmpty()) {
                    health.topicsPresent();
                    return admin;
                }
                await("topics missing: " + String.join(", ", TopicAdmin.names(missing))
                        + " (`worker.jar topics create` makes them)");
            } catch (ExecutionException e) {
                await("Kafka at " + settings.kafka().get("bootstrap.servers")
                        + (isRefusal(e.getCause()) ? " refuses: " : " does not answer: ") + e.getCause());
            } catch (KafkaException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (!(cause instanceof ConfigException
                        && String.valueOf(cause.getMessage()).contains("resolvable"))) {
                    throw new ConfigException(Reasons.of(cause));
                }
                await("Kafka can't be found: " + cause.getMessage());
            }
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        } while (!stopAsked.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        return null;
    }

    /** Whether Kafka does not let the worker in; that may be mended on its side. */
    private static boolean isRefusal(@Nullable Throwable cause) {
        return cause instanceof AuthenticationException || cause instanceof AuthorizationException;
    }

    private void await(String what) {
        health.waitingFor(what);
        LOG.warn("waiting: {}", what);
    }

    private boolean answerRequests() throws InterruptedException {
        // Closed by stop alone: its own close waits for ever.
        @SuppressWarnings("resource")
        KafkaStreams streams =
                new KafkaStreams(topology, kafka.streams(), new BoundedConsumers(kafka.maxRequestBytes()));
        boolean drained;
        try {
            streams.setStateListener((now, before) -> {
                metrics.streamsState(now);
                health.streamsState(now);
                if (now == KafkaStreams.State.RUNNING) {
                    LOG.info("answering requests");
                } else if (now == KafkaStreams.State.ERROR) {
                    failed = true;
                    stopAsked.countDown();
                }
            });
            streams.setUncaughtExceptionHandler(e -> {
                LOG.error("a stream thread died; the worker stops, and nothing of what was in work is committed", e);
                metrics.threadFailed();
                failed = true;
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            progress.assigned(() -> partitionsOf(streams));
            streams.start();
            health.pricesRestored();
            LOG.info("prices are restored");
            stopAsked.await();
        } finally {
            drained = stop(streams);
        }
        return drained && !failed;
    }

    private static Set<Integer> partitionsOf(KafkaStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private boolean stop(KafkaStreams streams) {
        LOG.info("stopping: finishing what is in work");
        boolean drained = streams.close(CloseOptions.timeout(settings.drainTimeout())
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (drained) {
            LOG.info("stopped");
        } else {
            LOG.error(
                    "work was not finished within {}; what was not committed is left to others",
                    settings.drainTimeout());
        }
        return drained;
    }

    /** Asks for an orderly end; {@link #run} returns when it has come. */
    void stop() {
        stopAsked.countDown();
    }
}
