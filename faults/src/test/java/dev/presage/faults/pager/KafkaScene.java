package dev.presage.faults.pager;

import static org.awaitility.Awaitility.await;

import dev.presage.contract.Ticker;
import dev.presage.faults.Broker;
import dev.presage.process.Checkout;
import dev.presage.process.EvaluatorProcess;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A scene with a broker, on which workers and evaluators work. */
abstract class KafkaScene extends Scene {
    static final String TICKER = "AAPL";

    /** The files of rules that speak of workers and of what watches them. */
    static final Set<String> RULES_ON_WORKERS =
            Set.of("api.yml", "backlog.yml", "downtime.yml", "errors.yml", "latency.yml", "monitoring.yml");

    final Path directory;

    @SuppressWarnings("NullAway.Init")
    Broker broker;

    @SuppressWarnings("NullAway.Init")
    Market market;

    /** @param directory for models, reports and logs */
    KafkaScene(Path directory) {
        this.directory = directory;
    }

    /** What the programs find in place of the shipped models; those, unless it is overridden. */
    Path models() {
        return Checkout.own().models();
    }

    @Override
    void start() throws Exception {
        CompletableFuture<Broker> starting = CompletableFuture.supplyAsync(Broker::start);
        atEnd(() -> starting.join().close());
        super.start();
        broker = starting.join();
        WorkerProcess.createTopics(directory, broker.bootstrapServers());
        market = new Market(broker.bootstrapServers());
        atEnd(market::close);
    }

    /** A worker that is not started yet. */
    Replica replica(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("WORKER_MODELS_DIR", models().toString());
        Replica replica = new Replica(directory, settings);
        atEnd(replica::close);
        return replica;
    }

    /** The nightly evaluation of a day, in hindsight; it must succeed. */
    void evaluate(LocalDate day) throws Exception {
        EvaluatorProcess.Ended ended = evaluator().run("--date", day.toString(), "--hindsight");
        if (ended.exitCode() != 0) {
            throw new IllegalStateException("the evaluation ended with " + ended.exitCode() + ": " + ended.stderr());
        }
    }

    EvaluatorProcess evaluator() {
        return new EvaluatorProcess(
                directory,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "EVALUATOR_KAFKA_TIMEOUT", "10s",
                        "EVALUATOR_MODELS", models().toString(),
                        "EVALUATOR_PUSHGATEWAY", monitoring.pushgateway.address()));
    }

    /** Real prices on those days. */
    void publishBars(List<LocalDate> days) {
        market.publish(market.bars(new Ticker(TICKER), TICKER, days));
    }

    /** Waits until the worker's counters add up to that. */
    void awaitPredicted(Replica worker, long predictions) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> worker.counted("prediction_requests_total\\{outcome=\"predicted\"\\}") >= predictions);
    }
}
