package dev.presage.acceptance;

import static dev.presage.acceptance.TestTopics.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.contract.Prediction;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.process.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** {@code worker.jar dlq} on a real broker, with a real worker. */
class DeadLetterIT extends WithBroker {
    private static final byte[] KEY = {0, (byte) 0xff, 7};

    @Test
    void deadLettersAreLookedAtAndSentInAgainOnceEach() throws Exception {
        createTopics();
        topics.publishBars();
        long asked = Instant.now().toEpochMilli() - 1_000;
        ProducerRecord<byte[], byte[]> request = new ProducerRecord<>(
                Topic.REQUESTS.topicName(),
                2,
                asked,
                KEY,
                "{\"request_id\":\"early\",\"ticker\":\"NEW\"}".getBytes(UTF_8));
        request.headers().add("trace", new byte[] {9, 8});
        topics.send(request).get();
        topics.request("k", "{\"request_id\":\"early-too\",\"ticker\":\"NEW\"}");
        topics.request("k", "{");
        topics.flush();
        try (WorkerProcess worker = startReady()) {
            topics.awaitOutcomes(3);

            assertThat(dlq(0, "list").lines().toList())
                    .hasSize(4)
                    .anyMatch(line -> line.contains("  no_prices  early  no bar for NEW at or before "))
                    .anyMatch(line -> line.contains("  malformed_json  -  "))
                    .anyMatch(line -> line.startsWith("3 dead letters of requests published since ")
                            && line.endsWith(" (malformed_json 1, no_prices 2)"));
            String early = dlq(0, "list", "--reason", "no_prices")
                    .lines()
                    .filter(line -> line.contains("  early  "))
                    .findFirst()
                    .orElseThrow();
            assertThat(dlq(0, "show", early.split(" ", 2)[0]))
                    .contains("dlq.reason: no_prices\n")
                    .contains("trace: \\u0009\\u0008\n")
                    .contains("key: 0x00ff07\n")
                    .contains("value: {\"request_id\":\"early\",\"ticker\":\"NEW\"}\n");
            assertThat(dlq(0, "replay", "--dry-run")).contains("would send 3 of 3 dead letters");
            assertThat(dlq(0, "replay", "--dry-run", early.split(" ", 2)[0]))
                    .contains("would send 1 of 1 dead letters");

            TestTopics.bars(new Ticker("NEW"), 250, topics.lastClose()).forEach(topics::publish);
            topics.flush();
            await().atMost(Duration.ofSeconds(30)).until(() -> worker.metric("price_bars_total") >= 250);
            assertThat(dlq(0, "replay", "--reason", "no_prices")).contains("sent 2 of 2 dead letters\n");
            topics.awaitOutcomes(5);

            assertThat(topics.predictions())
                    .extracting(Prediction::requestId)
                    .containsExactlyInAnyOrder("early", "early-too");
            ConsumerRecord<byte[], byte[]> replayed = topics.read(Topic.REQUESTS).stream()
                    .filter(lying ->
                            Arrays.equals(lying.key(), KEY) && lying.headers().lastHeader("replay.of") != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(replayed.key()).isEqualTo(KEY);
            assertThat(replayed.value()).isEqualTo(request.value());
            assertThat(replayed.timestamp()).isEqualTo(asked);
            assertThat(header(replayed, "replay.count")).isEqualTo("1");
            assertThat(replayed.headers().lastHeader("trace").value()).isEqualTo(new byte[] {9, 8});
            assertThat(replayed.headers()).noneMatch(header -> header.key().startsWith("dlq."));
            assertThat(dlq(0, "replay", "--reason", "no_prices")).contains("sent 0 of 2 dead letters, 2 sent before\n");
            assertThat(worker.terminate()).isZero();
        }
    }

    @Test
    void whatComesBackAgainAndAgainIsNotSentForEver() throws Exception {
        createTopics();
        topics.request("k", "{");
        topics.flush();
        try (WorkerProcess worker = startReady()) {
            topics.awaitOutcomes(1);
            for (int i = 1; i <= 3; i++) {
                assertThat(dlq(0, "replay")).contains("sent 1 of " + i + " dead letters");
                topics.awaitOutcomes(i + 1);
            }
            assertThat(dlq(0, "replay"))
                    .contains("sent 0 of 4 dead letters, 3 sent before, 1 came back 3 times already\n");
            assertThat(worker.terminate()).isZero();
        }
    }

    @Test
    void saysWhatItDoesNotUnderstand() throws Exception {
        createTopics();
        assertThat(dlq(2, "list", "--reason", "bad")).startsWith("--reason is 'bad', expected one of malformed_json, ");
        assertThat(dlq(2, "replay", "--since", "-1h")).startsWith("--since is '-1h', expected a duration such as ");
        assertThat(dlq(2, "replay", "here"))
                .isEqualTo(
                        "PARTITION:OFFSET is 'here', expected where it lies as dlq list prints it, such as 3:1234\n");
        assertThat(dlq(1, "show", "0:5")).isEqualTo("no dead letter lies at 0:5\n");
        assertThat(dlq(1, "show", "77:5")).isEqualTo("no dead letter lies at 77:5\n");
        assertThat(dlq(0, "list")).startsWith("0 dead letters of requests published since ");
    }

    private String dlq(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("dlq"));
        command.addAll(List.of(arguments));
        return printed(exitCode, command.toArray(String[]::new));
    }
}
