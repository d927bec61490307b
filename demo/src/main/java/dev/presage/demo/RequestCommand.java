package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Decoded;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes one request and shows its outcome: the prediction as JSON on stdout, a sentence about it on stderr. */
@Command(
        name = "request",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Publishes one request, waits for its outcome and prints it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:predicted", "1:rejected, unanswered, or Kafka can't be reached", "2:an option can't be used"
        })
final class RequestCommand implements Callable<Integer> {
    private static final int MAX_WAIT_SECONDS = 3600;

    @Option(names = "--ticker", required = true, description = "Whose price, such as AAPL.")
    private String ticker = "";

    @Option(names = "--model", defaultValue = "normal", description = "Which model (default: ${DEFAULT-VALUE}).")
    private String model = "";

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "What the prediction may know about, such as 2017-03-01T21:00:00Z (default: now).")
    private @Nullable Instant asOf;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "The Kafka cluster (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "";

    @Option(
            names = "--wait-seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the outcome (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        PredictionRequest request;
        try {
            request = request();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = atTheEnd()) {
            send(request);
            Optional<ConsumerRecord<byte[], byte[]>> outcome = await(consumer, request.requestId());
            if (outcome.isPresent()) {
                return show(outcome.get());
            }
            err.println("request " + request.requestId() + " had no outcome within " + waitSeconds
                    + " s; is a worker running on " + bootstrapServers + "?");
        } catch (ExecutionException | KafkaException e) {
            err.println("Kafka at " + bootstrapServers + " can't be used: "
                    + rootCause(e).getMessage()
                    + "; expected a broker with the topics of Presage, such as `make demo` starts");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Throwable rootCause(Throwable problem) {
        Throwable cause = problem.getCause();
        return cause == null ? problem : rootCause(cause);
    }

    private PredictionRequest request() {
        if (waitSeconds < 1 || waitSeconds > MAX_WAIT_SECONDS) {
            throw new IllegalArgumentException(
                    "--wait-seconds is " + waitSeconds + ", expected a whole number from 1 to " + MAX_WAIT_SECONDS);
        }
        return new PredictionRequest(UUID.randomUUID().toString(), new Ticker(ticker), model, asOf, Map.of(), null);
    }

    /** Stands at the end of both topics before the request is sent, so that its outcome can't be missed. */
    private KafkaConsumer<byte[], byte[]> atTheEnd() {
        KafkaConsumer<byte[], byte[]> consumer = Outcomes.consumer(bootstrapServers);
        try {
            List<TopicPartition> partitions = Outcomes.partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // seekToEnd alone would look for the end only at the first poll
            return consumer;
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    private void send(PredictionRequest request) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    Topic.REQUESTS.topicName(),
                    request.ticker().symbol().getBytes(UTF_8),
                    PredictionRequestJson.encode(request));
            message.headers()
                    .add(Outcomes.REQUEST_ID_HEADER, request.requestId().getBytes(UTF_8));
            producer.send(message).get();
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> await(KafkaConsumer<byte[], byte[]> consumer, String requestId) {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(Duration.ofMillis(100))) {
                if (Outcomes.requestId(outcome).equals(requestId)) {
                    return Optional.of(outcome);
                }
            }
        }
        return Optional.empty();
    }

    private int show(ConsumerRecord<byte[], byte[]> outcome) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (outcome.topic().equals(Topic.DEAD_LETTERS.topicName())) {
            err.println("rejected: " + Outcomes.header(outcome, "dlq.reason") + ": "
                    + Outcomes.header(outcome, "dlq.message"));
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(new String(outcome.value(), UTF_8));
        if (PredictionJson.decode(outcome.value()) instanceof Decoded.Accepted<Prediction> accepted) {
            err.println(sentence(accepted.value()));
        }
        return CommandLine.ExitCode.OK;
    }

    private static String sentence(Prediction prediction) {
        return String.format(
                Locale.ROOT,
                "%s closed at %.2f on %s; model %s expects %.2f %s later, and is %.0f %% sure of the direction.",
                prediction.ticker(),
                prediction.referencePrice(),
                Calendar.session(prediction.referenceTime()),
                prediction.model(),
                prediction.predictedPrice(),
                prediction.horizonBars() == 1 ? "one bar" : prediction.horizonBars() + " bars",
                100 * prediction.confidence());
    }
}
