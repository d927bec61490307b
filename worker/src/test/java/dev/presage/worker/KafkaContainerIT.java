package dev.presage.worker;

import static dev.presage.worker.TestTopics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import dev.presage.contract.Prediction;
import dev.presage.contract.Topic;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The worker as it is shipped, against the broker as it is shipped. */
@EnabledIf(value = "dockerAnswers", disabledReason = "KafkaContainerIT did not run: no Docker engine answers")
class KafkaContainerIT {
    private static final Pattern LAST_CONTACT =
            Pattern.compile("^worker_broker_last_contact_timestamp_seconds (\\S+)$", Pattern.MULTILINE);

    /** Longer than the worker's session with the broker and its transactions last: both are given up. */
    private static final Duration OUTAGE = Duration.ofSeconds(12);

    @TempDir
    Path directory;

    private KafkaContainer kafka;
    private TestTopics topics;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeEach
    void startKafka() throws Exception {
        kafka = new KafkaContainer("apache/kafka:4.3.1");
        kafka.start();
        topics = new TestTopics(kafka.getBootstrapServers());
        WorkerProcess.createTopics(directory, kafka.getBootstrapServers());
        topics.publishBars();
    }

    @AfterEach
    void stopKafka() {
        topics.close();
        kafka.stop();
    }

    @Test
    void everyRequestHasOneOutcome() throws Exception {
        try (WorkerProcess worker = startWorker()) {
            List<String> asked = new ArrayList<>();
            ask(asked, 500);
            Map<String, String> broken = TestTopics.brokenRequests();
            broken.values().forEach(json -> topics.request("k", json));
            topics.flush();

            topics.awaitOutcomes(asked.size() + broken.size());

            assertThat(answered()).containsExactlyInAnyOrderElementsOf(asked);
            assertThat(topics.read(Topic.DEAD_LETTERS))
                    .extracting(letter -> header(letter, "dlq.reason"))
                    .containsExactlyInAnyOrderElementsOf(broken.keySet());
            assertThat(worker.terminate()).isZero();
        }
    }

    @Test
    void whileTheBrokerIsSilentNothingIsLostAndNothingIsAnsweredTwice() throws Exception {
        DockerClient docker = kafka.getDockerClient();
        List<String> asked = new ArrayList<>();
        try (WorkerProcess worker = startWorker()) {
            ask(asked, 1000);
            await().atMost(Duration.ofSeconds(60)).until(() -> !answered().isEmpty());
            ask(asked, 10_000);

            docker.pauseContainerCmd(kafka.getContainerId()).exec();
            Instant paused = Instant.now();
            await().atMost(OUTAGE.multipliedBy(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        ask(asked, 10);
                        return Instant.now().isAfter(paused.plus(OUTAGE));
                    });
            assertThat(silence(worker)).isGreaterThanOrEqualTo(OUTAGE);
            assertThat(worker.status("/livez")).isEqualTo(200);
            docker.unpauseContainerCmd(kafka.getContainerId()).exec();

            topics.flush();
            topics.awaitOutcomes(asked.size());
            assertThat(answered()).containsExactlyInAnyOrderElementsOf(asked);
            assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
            assertThat(worker.terminate()).isZero();
        }
    }

    private WorkerProcess startWorker() throws Exception {
        return WorkerProcess.start(directory, Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.getBootstrapServers()))
                .awaitReady();
    }

    /** Publishes as many more requests as that, one in three without a key, and adds their ids. */
    private void ask(List<String> asked, int more) {
        for (int i = 0; i < more; i++) {
            int number = asked.size();
            String id = "r-" + number;
            String ticker =
                    TestTopics.TICKERS.get(number % TestTopics.TICKERS.size()).symbol();
            topics.request(
                    number % 3 == 0 ? null : ticker, "{\"request_id\":\"" + id + "\",\"ticker\":\"" + ticker + "\"}");
            asked.add(id);
        }
    }

    private List<String> answered() {
        return topics.predictions().stream().map(Prediction::requestId).toList();
    }

    /** For how long the worker says that it has heard nothing of the broker. */
    private static Duration silence(WorkerProcess worker) throws Exception {
        Matcher lastContact = LAST_CONTACT.matcher(worker.body("/metrics"));
        if (!lastContact.find()) {
            throw new IllegalStateException("the worker does not say when the broker last answered");
        }
        long millis = Math.round(Double.parseDouble(lastContact.group(1)) * 1000);
        return Duration.between(Instant.ofEpochMilli(millis), Instant.now());
    }
}
