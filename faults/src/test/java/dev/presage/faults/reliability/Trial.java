package dev.presage.faults.reliability;

import static org.awaitility.Awaitility.await;

import dev.presage.faults.Broker;
import dev.presage.process.ChildProcess;
import dev.presage.process.EvaluatorProcess;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Requests that flow through a broker and workers with one guarantee, and what is seen of their outcomes. */
final class Trial implements AutoCloseable {
    static final String EXACTLY_ONCE = "exactly_once_v2";
    static final String AT_LEAST_ONCE = "at_least_once";

    private static final int REQUESTS_A_SECOND = 3_000;

    final Broker broker;
    final Workers workers;
    private final Path directory;
    private final String guarantee;
    private final Traffic traffic;
    private final Outcomes outcomes;

    /** Something that is done to the system. */
    @FunctionalInterface
    interface Fault {
        void happen() throws IOException, InterruptedException;
    }

    Trial(Path directory, String guarantee) throws IOException, InterruptedException {
        this.guarantee = guarantee;
        this.directory = Files.createDirectories(directory.resolve(guarantee));
        broker = Broker.start();
        WorkerProcess.createTopics(this.directory, broker.bootstrapServers());
        workers = new Workers(this.directory, broker.bootstrapServers(), guarantee);
        traffic = new Traffic(broker.bootstrapServers(), REQUESTS_A_SECOND);
        traffic.publishBars();
        outcomes = new Outcomes(broker.bootstrapServers());
    }

    /**
     * Lets requests flow while faults happen, and for as long as it takes until there are enough of them; then waits until each has
     * an outcome, or for three minutes, and counts.
     *
     * @param times how often the fault happens: each time that {@link #suffer} is called
     */
    Row run(String fault, int times, int leastRequests, Fault faults) throws IOException, InterruptedException {
        int before = traffic.published();
        traffic.start();
        awaitAnswers();
        outcomes.listenAnew();
        faults.happen();
        awaiting().until(() -> traffic.published() - before >= leastRequests);
        Duration silence = outcomes.longestSilence();
        Duration partitionSilence = outcomes.longestSilenceOfPartition();
        int end = traffic.stop();
        try {
            awaiting().until(() -> outcomes.answered() >= end);
        } catch (ConditionTimeoutException e) {
            // those that have none are counted
        }
        Ledger ledger = Ledger.of(broker.bootstrapServers(), before, end);
        return new Row(fault, guarantee, times, end - before, ledger, silence, partitionSilence);
    }

    /** The outcomes of all requests that there have been. */
    Row total() {
        int end = traffic.published();
        Ledger ledger = Ledger.of(broker.bootstrapServers(), 0, end);
        return new Row("all of them, at the end", guarantee, 0, end, ledger, Duration.ZERO, Duration.ZERO);
    }

    /** Does something to the system, and counts the silence from there. */
    void suffer(Fault fault) throws IOException, InterruptedException {
        outcomes.beginSilence();
        fault.happen();
    }

    /** Waits until requests that are published from now on have been answered in all partitions. */
    void awaitAnswers() {
        int next = traffic.published();
        awaiting().until(() -> outcomes.partitionsAnsweredSince(next) == Request.PARTITIONS);
    }

    /** Starts an evaluation of the day on which the newest bars closed; its reports go to the folder {@code reports}. */
    ChildProcess evaluate(Path reports, String pushgateway) throws IOException {
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "EVALUATOR_ZONE", "UTC",
                "EVALUATOR_MODELS", workers.models().toString(),
                "EVALUATOR_REPORT_DIR", reports.toString(),
                "EVALUATOR_PUSHGATEWAY", pushgateway);
        return new EvaluatorProcess(directory, environment)
                .start(
                        "--date",
                        LocalDate.ofInstant(traffic.lastClose(), ZoneOffset.UTC).toString());
    }

    private static ConditionFactory awaiting() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        traffic.close();
        outcomes.close();
        workers.close();
        broker.close();
    }
}
