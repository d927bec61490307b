package dev.presage.worker.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.presage.contract.PublishedDocument;
import dev.presage.contract.Topic;
import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** That {@code asyncapi.yaml} says of headers what the worker writes. */
class AsyncApiHeadersTest {
    private static final JsonNode SCHEMAS = schemas();

    /** With every header that there is, and with only those that each has. */
    private static final Record<byte[], byte[]> EVERY = letter(new byte[100_000], "r1");

    private static final Record<byte[], byte[]> FEWEST = letter(new byte[1], null);

    private static JsonNode schemas() {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(new String(PublishedDocument.ASYNCAPI.bytes(), UTF_8));
        return new ObjectMapper().valueToTree(document).at("/components/schemas");
    }

    private static Record<byte[], byte[]> letter(byte[] keyAndValue, @Nullable String requestId) {
        return new DeadLetters(100_000, "1.2.3")
                .of(
                        new Record<>(keyAndValue, keyAndValue, 77),
                        new RequestMetadata(3, 42),
                        new Refused(Reason.MALFORMED_JSON, "not valid", requestId));
    }

    @Test
    void aDeadLetterHasTheHeadersThatAreDescribed() {
        Set<String> described = names(SCHEMAS.at("/deadLetterHeaders/properties"));
        described.removeIf(name -> !name.startsWith("dlq."));

        assertThat(names(EVERY.headers())).isEqualTo(described);
    }

    @Test
    void thoseThatAreSaidToBeThereAlwaysAre() {
        Set<String> required = new TreeSet<>();
        SCHEMAS.at("/deadLetterHeaders/required").forEach(name -> required.add(name.asText()));

        assertThat(names(FEWEST.headers())).isEqualTo(required);
    }

    @Test
    void theReasonsAreThoseThatAreDescribed() {
        assertThat(SCHEMAS.at("/deadLetterHeaders/properties/dlq.reason/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::label).toList());
    }

    @Test
    void aRequestThatIsSentInAgainHasTheHeadersThatAreDescribed() {
        List<Header> headers = new DeadLetter(
                        new ConsumerRecord<>(Topic.DEAD_LETTERS.topicName(), 5, 17, new byte[0], new byte[0]))
                .replayHeaders();

        assertThat(names(headers)).isEqualTo(names(SCHEMAS.at("/requestHeaders/properties")));
        for (Header header : headers) {
            String reference = SCHEMAS.at("/requestHeaders/properties/" + header.key() + "/$ref")
                    .asText();
            assertThat(new String(header.value(), UTF_8))
                    .matches(SCHEMAS.at(reference.replace("#/components/schemas", "") + "/pattern")
                            .asText());
        }
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> names(Iterable<Header> headers) {
        Set<String> names = new TreeSet<>();
        headers.forEach(header -> names.add(header.key()));
        return names;
    }
}
