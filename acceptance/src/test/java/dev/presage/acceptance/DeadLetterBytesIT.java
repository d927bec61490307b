package dev.presage.acceptance;

import static dev.presage.acceptance.TestTopics.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Inputs;
import dev.presage.contract.Topic;
import dev.presage.process.WorkerProcess;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a request holds, its dead letter holds the same, through a real broker and a real worker. */
@Tag("faults")
class DeadLetterBytesIT extends WithBroker {
    private static final int REQUESTS = Inputs.ARE_MANY ? 50_000 : 2_000;
    private static final byte[] VALID = "{\"request_id\":\"r\",\"ticker\":\"AAPL\"}".getBytes(US_ASCII);

    private final Random random = new Random(4);

    @Test
    void aDeadLetterIsItsRequestByteForByteWithItsKeyAndItsHeaders() throws Exception {
        createTopics();
        for (int i = 0; i < REQUESTS; i++) {
            var unused = topics.send(damaged());
        }
        topics.flush();
        try (WorkerProcess worker = startReady()) {
            topics.awaitOutcomes(REQUESTS);
            assertThat(worker.terminate()).isZero();
        }

        Map<String, ConsumerRecord<byte[], byte[]>> requests = new HashMap<>();
        topics.read(Topic.REQUESTS)
                .forEach(request -> requests.put(request.partition() + ":" + request.offset(), request));
        List<ConsumerRecord<byte[], byte[]>> letters = topics.read(Topic.DEAD_LETTERS);
        assertThat(letters).hasSize(REQUESTS);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            String place = header(letter, "dlq.partition") + ":" + header(letter, "dlq.offset");
            ConsumerRecord<byte[], byte[]> request = requests.remove(place);
            assertThat(request)
                    .as("the request at %s, which has one dead letter", place)
                    .isNotNull();
            assertThat(letter.key()).isEqualTo(request.key());
            assertThat(letter.value()).isEqualTo(request.value());
            assertThat(letter.timestamp()).isEqualTo(request.timestamp());
            Header[] original = request.headers().toArray();
            assertThat(Arrays.copyOf(letter.headers().toArray(), original.length))
                    .isEqualTo(original);
        }
        assertThat(requests).isEmpty();
    }

    /** A request that is none: any bytes, or the beginning of one. Some of its headers are called as those of a dead letter. */
    private ProducerRecord<byte[], byte[]> damaged() {
        byte @Nullable [] value =
                random.nextBoolean() ? bytesOrNothing() : Arrays.copyOf(VALID, random.nextInt(VALID.length));
        ProducerRecord<byte[], byte[]> request =
                new ProducerRecord<>(Topic.REQUESTS.topicName(), bytesOrNothing(), value);
        for (int i = random.nextInt(4); i > 0; i--) {
            request.headers().add(random.nextInt(5) == 0 ? "dlq.reason" : "h" + random.nextInt(9), bytesOrNothing());
        }
        return request;
    }

    private byte @Nullable [] bytesOrNothing() {
        if (random.nextInt(10) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }
}
