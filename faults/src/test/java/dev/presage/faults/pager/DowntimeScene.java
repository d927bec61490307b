package dev.presage.faults.pager;

import static org.awaitility.Awaitility.await;

import dev.presage.contract.Topic;
import dev.presage.faults.Scale;
import dev.presage.process.ChildProcess;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Workers and a broker that come and go. */
final class DowntimeScene extends KafkaScene {
    private static final int WAITING = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_CRASHES = 10;
    private static final String CRASH_LOOPING = "PredictionWorkerCrashLooping";
    private static final String STARTED = "process_start_time_seconds{job=\"prediction-worker\"}";

    @SuppressWarnings("NullAway.Init")
    private Replica worker;

    @SuppressWarnings("NullAway.Init")
    private Replica second;

    DowntimeScene(Path directory) {
        super(directory);
    }

    @Override
    Set<String> rules() {
        return RULES_ON_WORKERS;
    }

    @Override
    List<LiveCase> cases(Scale scale) {
        return scale == Scale.SHORT
                ? List.of(workerKilled(), brokerKilled())
                : List.of(
                        rollingRestart(),
                        workerKilled(),
                        brokerKilled(),
                        workerForgotten(),
                        topicDeleted(),
                        workerFlaps(),
                        crashLoop(),
                        brokenMessages());
    }

    @Override
    void start() throws Exception {
        super.start();
        publishBars(Market.sessions(60, Instant.now()));
        worker = replica(Map.of()).start();
        second = replica(Map.of());
        monitoring.watchWorkers(worker);
    }

    private LiveCase workerKilled() {
        return Incident.when("the only worker is killed", () -> worker.kill())
                .pages("PredictionWorkerDown")
                .mendedBy(() -> worker.start());
    }

    /** So that requests wait: the worker stands still until the broker is gone. */
    private LiveCase brokerKilled() {
        return Incident.when("the broker dies while requests wait", () -> {
                    worker.worker().process().suspend();
                    for (int i = 0; i < WAITING; i++) {
                        market.ask("normal", TICKER, Map.of());
                    }
                    market.flush();
                    broker.kill();
                    worker.worker().process().resume();
                })
                .pages("KafkaUnreachable")
                .mendedBy(() -> {
                    broker.startAgain();
                    awaitPredicted(worker, WAITING);
                });
    }

    private LiveCase workerForgotten() {
        return Incident.when("the worker is taken out of prometheus.yml", () -> monitoring.watchWorkers())
                .pages("PredictionWorkerAbsent")
                .mendedBy(() -> monitoring.watchWorkers(worker));
    }

    /** Every worker that is started then waits for the topic; the one before it is stopped, as in a deploy. */
    private LiveCase topicDeleted() {
        return Incident.when("a topic is deleted, and a worker deployed", () -> {
                    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                        admin.deleteTopics(List.of(Topic.DEAD_LETTERS.topicName()))
                                .all()
                                .get();
                    }
                    second.launch();
                    await().atMost(PATIENCE).until(() -> second.worker().status("/livez") == 200);
                    monitoring.watchWorkers(second);
                    worker.stop();
                })
                .pages("StreamsNotRunning")
                .mendedBy(() -> {
                    WorkerProcess.createTopics(directory, broker.bootstrapServers());
                    worker.start();
                    monitoring.watchWorkers(worker, second);
                });
    }

    private LiveCase workerFlaps() {
        return Incident.when("one of two workers stands still for 4 s, again and again", () -> {
                    ChildProcess process = second.worker().process();
                    for (int i = 0; i < 3; i++) {
                        process.suspend();
                        pass(Duration.ofSeconds(4));
                        process.resume();
                        pass(Duration.ofSeconds(2));
                    }
                })
                .tickets("PredictionWorkerFlapping");
    }

    /** Each time Prometheus sees the new process before it dies; on a slow machine it takes more than three to have three in a quarter of an hour. */
    private LiveCase crashLoop() {
        return Incident.when("a worker dies soon after each start", () -> {
                    monitoring.watchWorkers(worker);
                    second.stop();
                    for (int i = 0; i < MOST_CRASHES && !monitoring.isFiring(CRASH_LOOPING); i++) {
                        double before = monitoring.value(STARTED).orElseThrow();
                        worker.kill();
                        worker.launch();
                        await().atMost(PATIENCE)
                                .until(() -> monitoring.value(STARTED).orElse(before) != before);
                    }
                })
                .pages(CRASH_LOOPING)
                .with("PredictionWorkerDown");
    }

    private LiveCase brokenMessages() {
        return Incident.when("a feed and a producer send what is no JSON", () -> {
                    market.publishPrice(TICKER, "{");
                    for (int i = 0; i < 50; i++) {
                        market.ask("{");
                    }
                    market.flush();
                })
                .tickets("PriceBarsRejected")
                .tickets("RequestsRejected");
    }

    /** Both have been up for a while; then one after the other is stopped, started again, and waited for. */
    private LiveCase rollingRestart() {
        return new Calm(
                "a rolling restart of two workers",
                () -> {
                    second.start();
                    monitoring.watchWorkers(worker, second);
                    pass(Pace.of(Duration.ofMinutes(10)));
                    for (Replica replica : List.of(worker, second)) {
                        replica.stop();
                        replica.start();
                    }
                    monitoring.watchWorkers(worker);
                    second.stop();
                },
                Duration.ofMinutes(10));
    }
}
