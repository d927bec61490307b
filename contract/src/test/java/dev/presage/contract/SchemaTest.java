package dev.presage.contract;

import static dev.presage.contract.BeyondSchema.BYTES_AFTER_THE_END;
import static dev.presage.contract.BeyondSchema.FIELD_TWICE;
import static dev.presage.contract.BeyondSchema.NOT_UTF8;
import static dev.presage.contract.BeyondSchema.NO_SUCH_DAY;
import static dev.presage.contract.BeyondSchema.OVER_32_DEEP;
import static dev.presage.contract.BeyondSchema.OVER_64_KIB;
import static dev.presage.contract.BeyondSchema.PRICES_CONTRADICT_EACH_OTHER;
import static dev.presage.contract.BeyondSchema.REFERENCE_AFTER_AS_OF;
import static dev.presage.contract.BeyondSchema.YEAR_IN_UTC;
import static dev.presage.contract.MessageKind.PREDICTION;
import static dev.presage.contract.MessageKind.PRICE_BAR;
import static dev.presage.contract.MessageKind.REQUEST;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the schemas and the codecs say the same: a codec takes what its schema lets pass, but for {@link BeyondSchema}. */
class SchemaTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    void theSchemaIsASchemaWithTitleIdAndExamples(MessageKind<?> kind) throws IOException {
        String json = Files.readString(schemaFile(kind));

        assertThat(SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(json, InputFormat.JSON))
                .isEmpty();
        JsonNode schema = BeyondSchema.JSON.readTree(json);
        assertThat(schema.path("$id").asText()).isEqualTo("urn:presage:schema:" + kind);
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("properties")).isNotEmpty();
        for (JsonNode property : schema.path("properties")) {
            assertThat(property.has("$ref") || property.has("description")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    void theSchemasOwnExamplesAreTaken(MessageKind<?> kind) throws IOException {
        JsonNode examples =
                BeyondSchema.JSON.readTree(schemaFile(kind).toFile()).path("examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            assertThat(schema(kind).validate(example)).isEmpty();
            assertThat(kind.decode(example.toString())).isInstanceOf(Decoded.Accepted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    void whateverTheCodecWritesValidates(MessageKind<?> kind) throws IOException {
        JsonSchema schema = schema(kind);
        Random random = new Random(2);

        for (int i = 0; i < 5_000; i++) {
            byte[] json = kind.randomMessage(random);
            assertThat(schema.validate(BeyondSchema.JSON.readTree(json)))
                    .as(() -> new String(json, UTF_8))
                    .isEmpty();
        }
        for (Path example : kind.examples("")) {
            assertThat(schema.validate(BeyondSchema.JSON.readTree(example.toFile())))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    void theCodecTakesExactlyWhatTheSchemaLetsPass(MessageKind<?> kind) throws IOException {
        int taken = 0;
        List<String> variants = MessageVariants.of(kind);

        for (String variant : variants) {
            taken += isTakenAsTheSchemaSays(kind, variant.getBytes(UTF_8)) ? 1 : 0;
        }

        assertThat(variants).hasSizeGreaterThan(1_000);
        assertThat(taken).isBetween(300, variants.size() - 300);
    }

    @ParameterizedTest
    @MethodSource("beyondSchema")
    void whatASchemaCantSayIsRefusedByTheCodecAlone(BeyondSchema reason, MessageKind<?> kind, byte[] json)
            throws IOException {
        JsonNode message = BeyondSchema.JSON.readTree(json);

        assertThat(schema(kind).validate(message)).isEmpty();
        assertThat(BeyondSchema.reasons(kind, json, message)).containsExactly(reason);
        assertThat(kind.decode().apply(json)).isInstanceOf(Decoded.Rejected.class);
    }

    static Stream<Arguments> beyondSchema() {
        return Stream.of(
                beyond(PRICES_CONTRADICT_EACH_OTHER, PRICE_BAR, "'low':0.25", "'low':3"),
                beyond(PRICES_CONTRADICT_EACH_OTHER, PRICE_BAR, "'close':1", "'close':2.6"),
                beyond(PRICES_CONTRADICT_EACH_OTHER, PRICE_BAR, "'close':1", "'close':0.2"),
                beyond(
                        REFERENCE_AFTER_AS_OF,
                        PREDICTION,
                        "'as_of':'2199-12-31T23:59:59.999999999Z','reference_time':'1900",
                        "'as_of':'2017-03-01T21:00:00Z','reference_time':'2018"),
                beyond(NO_SUCH_DAY, REQUEST, "2017-03-01T21:00:00Z", "2017-02-29T21:00:00Z"),
                beyond(YEAR_IN_UTC, REQUEST, "2017-03-01T21:00:00Z", "1900-01-01T00:00:00+00:01"),
                beyond(YEAR_IN_UTC, PRICE_BAR, "2017-03-01T21:00:00Z", "2199-12-31T23:59:59-00:01"),
                beyond(FIELD_TWICE, REQUEST, "{'request_id'", "{'ticker':'AAPL','request_id'"),
                beyond(FIELD_TWICE, REQUEST, "'gap':0.5", "'gap':0.5,'gap':0.5"),
                beyond(FIELD_TWICE, REQUEST, "{'request_id'", "{'x':1,'x':2,'request_id'"),
                beyond(BYTES_AFTER_THE_END, REQUEST, ":01Z'}", ":01Z'} {}"),
                beyond(BYTES_AFTER_THE_END, REQUEST, ":01Z'}", ":01Z'}]"),
                beyond(OVER_64_KIB, REQUEST, ":01Z'}", ":01Z'}" + " ".repeat(65_536)),
                beyond(
                        OVER_32_DEEP,
                        REQUEST,
                        "{'request_id'",
                        "{'x':" + "[".repeat(32) + "]".repeat(32) + ",'request_id'"),
                Arguments.of(NOT_UTF8, REQUEST, REQUEST.everyField().getBytes(UTF_16BE)),
                // an overlong form of the letter A
                Arguments.of(
                        NOT_UTF8,
                        REQUEST,
                        REQUEST.everyField()
                                .replace("{\"req", "{\"x\":\"\u00c1\u0081\",\"req")
                                .getBytes(ISO_8859_1)));
    }

    /** A message changed in one place, which must be there. */
    private static Arguments beyond(BeyondSchema reason, MessageKind<?> kind, String what, String with) {
        String json = kind.everyField().replace('"', '\'');
        assertThat(json).contains(what);
        return Arguments.of(
                reason, kind, json.replace(what, with).replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void eachThingThatASchemaCantSayHasAnExample() {
        assertThat(beyondSchema().map(arguments -> arguments.get()[0])).contains((Object[]) BeyondSchema.values());
    }

    /** Whether the codec takes the message, which must be what its schema says. */
    static boolean isTakenAsTheSchemaSays(MessageKind<?> kind, byte[] json) throws IOException {
        Optional<JsonNode> message;
        try {
            message = Optional.of(BeyondSchema.JSON.readTree(json)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            message = Optional.empty(); // no JSON, so nothing that a schema would be asked about
        }
        boolean expected = message.isPresent()
                && passes(schema(kind), message.get())
                && BeyondSchema.reasons(kind, json, message.get()).isEmpty();

        Decoded<?> decoded = kind.decode().apply(json);

        assertThat(decoded instanceof Decoded.Accepted)
                .as(() -> new String(json, UTF_8) + " is " + decoded)
                .isEqualTo(expected);
        return expected;
    }

    private static boolean passes(JsonSchema schema, JsonNode message) {
        try {
            return schema.validate(message).isEmpty();
        } catch (NumberFormatException e) {
            return false; // the validator trips over 1e999 where an integer should be
        }
    }

    static JsonSchema schema(MessageKind<?> kind) throws IOException {
        JsonSchema schema = READ.get(kind.name());
        if (schema == null) {
            schema = SCHEMAS.getSchema(Files.readString(schemaFile(kind)));
            READ.put(kind.name(), schema);
        }
        return schema;
    }

    private static Path schemaFile(MessageKind<?> kind) {
        return Path.of("schemas", kind + ".schema.json");
    }
}
