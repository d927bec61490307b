package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** That {@code asyncapi.yaml} is one, and says of the topics and messages what the code says. */
class AsyncApiTest {
    private static final JsonSchema OFFICIAL =
            official(Path.of("src/test/resources/asyncapi/asyncapi-3.0.0.schema.json"));

    /** The message on each topic, and its codec; what a dead letter holds is anything. */
    private static final Map<String, MessageKind<?>> KINDS = Map.of(
            "priceBar", MessageKind.PRICE_BAR,
            "predictionRequest", MessageKind.REQUEST,
            "prediction", MessageKind.PREDICTION);

    private final JsonNode document = document();

    private static JsonSchema official(Path file) {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode document() {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of(PublishedDocument.ASYNCAPI.path())));
            return BeyondSchema.JSON.valueToTree(loaded);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isWhatAsyncApi3AsksFor() {
        assertThat(OFFICIAL.validate(document)).isEmpty();

        ((ObjectNode) document.at("/operations/receivePrices")).put("action", "take");
        assertThat(OFFICIAL.validate(document)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(10);
        for (String reference : references) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(BeyondSchema.JSON
                                .readTree(Path.of(reference).toFile())
                                .path("$id")
                                .asText())
                        .as(reference)
                        .startsWith("urn:presage:schema:");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTopicIsMadeAsItIsDescribed(Topic topic) {
        JsonNode channel = channel(topic);
        JsonNode kafka = channel.at("/bindings/kafka");

        assertThat(kafka.path("topic").asText()).isEqualTo(topic.topicName());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(kafka.at("/topicConfiguration/retention.ms").asLong())
                .isEqualTo(topic.retention().map(Duration::toMillis).orElse(-1L));
        assertThat(kafka.at("/topicConfiguration/cleanup.policy").path(0).asText())
                .isEqualTo("delete");
    }

    @Test
    void allTopicsAreDescribedAndNoOthers() {
        assertThat(document.path("channels").findValuesAsText("address"))
                .containsExactlyElementsOf(
                        Stream.of(Topic.values()).map(Topic::topicName).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"PREDICTIONS", "DEAD_LETTERS"})
    void whoReadsOutcomesIsToldToReadOnlyCommittedOnes(Topic topic) {
        assertThat(channel(topic).path("description").asText()).contains("must set isolation.level=read_committed");
    }

    static Stream<Arguments> kinds() {
        return KINDS.entrySet().stream().map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theExamplesAreMessages(String name, MessageKind<?> kind) throws IOException {
        JsonNode message = document.at("/components/messages/" + name);
        String schema = "schemas/" + kind + ".schema.json";

        assertThat(message.at("/payload/$ref").asText()).isEqualTo(schema);
        assertThat(message.path("examples")).isNotEmpty();
        for (JsonNode example : message.path("examples")) {
            assertThat(SchemaTest.schema(kind).validate(example.path("payload")))
                    .isEmpty();
            assertThat(kind.decode(example.path("payload").toString())).isInstanceOf(Decoded.Accepted.class);
        }
    }

    @Test
    void theHeadersOfTheExamplesAreAsDescribed() {
        int looked = 0;
        for (JsonNode message : document.at("/components/messages")) {
            for (JsonNode example : message.path("examples")) {
                if (example.has("headers")) {
                    String reference = message.at("/headers/$ref").asText();
                    assertThat(schema(reference).validate(example.path("headers")))
                            .isEmpty();
                    looked++;
                }
            }
        }
        assertThat(looked).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPublishedLiesInTheJarAsItLiesHere(PublishedDocument published) throws IOException {
        assertThat(published.bytes()).isEqualTo(Files.readAllBytes(Path.of(published.path())));
    }

    @Test
    void allSchemasArePublished() throws IOException {
        try (Stream<Path> schemas = Files.list(Path.of("schemas"))) {
            assertThat(schemas.map(Path::toString))
                    .isNotEmpty()
                    .isSubsetOf(Stream.of(PublishedDocument.values())
                            .map(PublishedDocument::path)
                            .toList());
        }
    }

    private JsonNode channel(Topic topic) {
        for (JsonNode channel : document.path("channels")) {
            if (channel.path("address").asText().equals(topic.topicName())) {
                return channel;
            }
        }
        throw new IllegalStateException("no channel has the address " + topic.topicName());
    }

    /** A schema in the document, with all that it may refer to. */
    private JsonSchema schema(String reference) {
        ObjectNode whole = document.at(reference.substring(1)).deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }
}
