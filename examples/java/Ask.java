import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for one prediction and waits for its outcome. It needs kafka-clients with its lz4-java and slf4j-api:
 *
 * <pre>java -cp kafka-clients.jar:lz4-java.jar:slf4j-api.jar Ask.java [-b HOST:PORT] [-p FILE] [-r FILE] [-m MODEL_TYPE] [-t SECONDS] TICKER</pre>
 *
 * Exit code 0: predicted, 1: rejected, 2: no outcome in time, 3: it could not be asked.
 */
public final class Ask {
    private static final String USAGE = "usage: Ask.java [-b HOST:PORT] [-p FILE with the producer's settings]"
            + " [-r FILE with the reader's settings] [-m MODEL_TYPE] [-t SECONDS] TICKER";
    private static final String DEAD_LETTERS = "prediction-requests-dlq";
    private static final List<String> OUTCOMES = List.of("predictions", DEAD_LETTERS);

    private String brokers = "localhost:9092";
    private final Properties producerSettings = new Properties();
    private final Properties readerSettings = new Properties();
    private String modelType = "normal";
    private int seconds = 30;
    private String ticker = "";

    public static void main(String[] arguments) {
        // Kafka's clients speak through SLF4J, which else complains that nobody listens. A program of yours has a logging library.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Ask ask = new Ask();
        try {
            ask.read(arguments);
            System.exit(ask.ask());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (KafkaException | ExecutionException | InterruptedException e) {
            System.err.println("Kafka at " + ask.brokers + " can't be used: " + rootCause(e).getMessage());
        }
        System.exit(3);
    }

    private void read(String[] arguments) {
        int at = 0;
        for (; at + 1 < arguments.length && arguments[at].startsWith("-"); at += 2) {
            String value = arguments[at + 1];
            switch (arguments[at]) {
                case "-b" -> brokers = value;
                case "-p" -> load(value, producerSettings);
                case "-r" -> load(value, readerSettings);
                case "-m" -> modelType = value;
                case "-t" -> seconds = seconds(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (at + 1 != arguments.length || arguments[at].startsWith("-")) {
            throw new IllegalArgumentException(USAGE);
        }
        ticker = arguments[at];
    }

    private static void load(String file, Properties into) {
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            into.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of settings is '" + file + "', expected one that can be read", e);
        }
    }

    private static int seconds(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("-t is '" + text + "', expected seconds from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    private int ask() throws ExecutionException, InterruptedException {
        String requestId = UUID.randomUUID().toString(); // that it is unique is up to us: it is how the outcome is found
        Instant deadline = Instant.now().plusSeconds(seconds);
        try (KafkaConsumer<String, String> reader = readerAtTheEnd()) {
            send(requestId, deadline);
            while (Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> outcome : reader.poll(Duration.ofMillis(100))) {
                    if (isOf(requestId, outcome)) {
                        return show(outcome);
                    }
                }
            }
        }
        System.err.println("no outcome of " + requestId + " within " + seconds + " s; `worker.jar trace " + requestId
                + "` says where it is");
        return 2;
    }

    /** It stands at the end of both topics before anything is asked, so no outcome can be missed; without a group, as it is alone. */
    private KafkaConsumer<String, String> readerAtTheEnd() {
        Properties settings = new Properties();
        settings.putAll(readerSettings);
        settings.put("bootstrap.servers", brokers);
        settings.put("isolation.level", "read_committed"); // else it would see outcomes that were taken back
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("default.api.timeout.ms", Integer.toString(1000 * seconds));
        KafkaConsumer<String, String> reader =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : OUTCOMES) {
                reader.partitionsFor(topic).forEach(at -> partitions.add(new TopicPartition(topic, at.partition())));
            }
            reader.assign(partitions);
            reader.seekToEnd(partitions);
            partitions.forEach(reader::position); // seekToEnd alone would look for the end only at the first poll
            return reader;
        } catch (KafkaException e) {
            reader.close();
            throw e;
        }
    }

    private void send(String requestId, Instant expiresAt) throws ExecutionException, InterruptedException {
        Properties settings = new Properties();
        settings.putAll(producerSettings);
        settings.put("bootstrap.servers", brokers);
        settings.put("acks", "all"); // a request that is acknowledged is not lost with one broker
        settings.put("enable.idempotence", "true"); // what the client itself sends again is asked once
        settings.put("delivery.timeout.ms", Integer.toString(1000 * seconds)); // then send fails, and nothing is sent any more
        settings.put("request.timeout.ms", Integer.toString(500 * seconds));
        settings.put("max.block.ms", Integer.toString(1000 * seconds));
        settings.put("linger.ms", "0"); // there is no second request that this one could wait for
        String request = "{\"request_id\":%s,\"ticker\":%s,\"model_type\":%s,\"expires_at\":%s}"
                .formatted(quoted(requestId), quoted(ticker), quoted(modelType), quoted(expiresAt.toString()));
        ProducerRecord<String, String> message = new ProducerRecord<>("prediction-requests", ticker, request);
        message.headers()
                .add("request_id", requestId.getBytes(UTF_8)) // headers come back on a dead letter, even if the value can't be read
                .add("source", "examples/java".getBytes(UTF_8));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(message).get(); // one that sends many looks at the result in a callback, and closing waits for all
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isOf(String requestId, ConsumerRecord<String, String> outcome) {
        return outcome.topic().equals(DEAD_LETTERS)
                ? header(outcome, "request_id").equals(requestId)
                : outcome.value() != null
                        && Pattern.compile("\"request_id\"\\s*:\\s*\"" + requestId + "\"")
                                .matcher(outcome.value())
                                .find();
    }

    private static int show(ConsumerRecord<String, String> outcome) {
        if (outcome.topic().equals(DEAD_LETTERS)) {
            System.out.println("rejected " + header(outcome, "dlq.reason") + ": " + header(outcome, "dlq.message"));
            return 1;
        }
        System.out.println("predicted " + outcome.value());
        return 0;
    }

    private static String header(ConsumerRecord<String, String> outcome, String name) {
        Header header = outcome.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static Throwable rootCause(Throwable problem) {
        return problem.getCause() == null ? problem : rootCause(problem.getCause());
    }
}
