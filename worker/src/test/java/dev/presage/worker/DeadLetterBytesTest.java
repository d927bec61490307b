package dev.presage.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Damage;
import dev.presage.contract.Inputs;
import dev.presage.contract.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** That a dead letter is its request, byte for byte, with headers added after those that were there. */
@Tag("faults")
class DeadLetterBytesTest {
    private static final byte[] REQUEST =
            "{\"request_id\":\"r1\",\"ticker\":\"AAPL\",\"features\":{\"gap\":0.5}}".getBytes(UTF_8);

    private final TopologyTestDriver driver = new TopologyTestDriver(PredictionTopologyTest.topology(), config());
    private final TestInputTopic<byte[], byte[]> requests =
            driver.createInputTopic(Topic.REQUESTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<byte[], byte[]> deadLetters = driver.createOutputTopic(
            Topic.DEAD_LETTERS.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer());

    private static Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "dead-letter-bytes");
        return config;
    }

    @AfterProperty
    void close() {
        driver.close();
    }

    @Provide
    static Arbitrary<TestRecord<byte[], byte[]>> records() {
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).injectNull(0.1);
        Arbitrary<byte[]> values =
                Damage.any().map(damage -> Damage.of(damage, REQUEST)).injectNull(0.02);
        Arbitrary<List<Header>> headers = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.strings().ofMaxLength(20).filter(DeadLetterBytesTest::isUnicode),
                                Arbitraries.of("dlq.reason", "dlq.offset", "dlq.value_sha256")),
                        bytes)
                .as((key, value) -> (Header) new RecordHeader(key, value))
                .list()
                .ofMaxSize(4);
        return Combinators.combine(bytes, values, headers, Arbitraries.longs().between(1, Long.MAX_VALUE / 4))
                .as((key, value, list, millis) ->
                        new TestRecord<>(key, value, new RecordHeaders(list), Instant.ofEpochMilli(millis)));
    }

    /** Producers write others as question marks. */
    private static boolean isUnicode(String text) {
        return text.equals(new String(text.getBytes(UTF_8), UTF_8));
    }

    @Property
    @Inputs(few = 1_000, many = 50_000)
    void aDeadLetterIsItsRequestByteForByte(@ForAll("records") TestRecord<byte[], byte[]> request) {
        List<Header> received = List.of(request.headers().toArray());

        requests.pipeInput(request);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(request.key());
        assertThat(letter.value()).isEqualTo(request.value());
        assertThat(letter.timestamp()).isEqualTo(request.timestamp());
        Header[] headers = letter.headers().toArray();
        assertThat(Arrays.asList(headers).subList(0, received.size())).isEqualTo(received);
        assertThat(Arrays.stream(headers).skip(received.size()).map(Header::key))
                .contains("dlq.reason", "dlq.message", "dlq.topic", "dlq.partition", "dlq.offset")
                .allMatch(key -> key.startsWith("dlq."));
        assertThat(deadLetters.isEmpty()).isTrue();
    }
}
