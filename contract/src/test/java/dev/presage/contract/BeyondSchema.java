package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Why a codec refuses a message that its schema lets pass: all there is that a JSON Schema can't say. */
enum BeyondSchema {
    /** A schema compares no field with another. */
    PRICES_CONTRADICT_EACH_OTHER {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return kind.equals(MessageKind.PRICE_BAR)
                    && (isAbove(message, "low", "high")
                            || isAbove(message, "low", "close")
                            || isAbove(message, "close", "high"));
        }
    },

    /** A schema compares no field with another. */
    REFERENCE_AFTER_AS_OF {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return kind.equals(MessageKind.PREDICTION)
                    && inputTime(message, "reference_time").isAfter(inputTime(message, "as_of"));
        }
    },

    /** A pattern can't know how long February is, and {@code "format"} is an annotation unless a validator is told otherwise. */
    NO_SUCH_DAY {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return times(kind, message).anyMatch(time -> {
                try {
                    LocalDate.parse(time.asText().substring(0, 10));
                    return false;
                } catch (DateTimeException e) {
                    return true;
                }
            });
        }
    },

    /** A pattern sees the written year, from 1900 to 2199, not that of the instant in UTC. */
    YEAR_IN_UTC {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return times(kind, message).anyMatch(time -> {
                try {
                    int year = OffsetDateTime.parse(time.asText())
                            .toInstant()
                            .atOffset(ZoneOffset.UTC)
                            .getYear();
                    return year < 1900 || year > 2199;
                } catch (DateTimeException e) {
                    return false;
                }
            });
        }
    },

    /** A schema is asked after parsing, when one of two fields of the same name is gone. */
    FIELD_TWICE {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return !canBeParsed(json, StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        }
    },

    /** A schema is asked after parsing, when what follows the object is gone. */
    BYTES_AFTER_THE_END {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) throws IOException {
            try (JsonParser in = JSON.createParser(json)) {
                in.nextToken();
                in.skipChildren();
                return in.nextToken() != null;
            } catch (JsonProcessingException e) {
                return true;
            }
        }
    },

    /** A schema is asked after parsing, and parsers take more than UTF-8. */
    NOT_UTF8 {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
                return json[0] == 0 || json[1] == 0;
            } catch (CharacterCodingException e) {
                return true;
            }
        }
    },

    /** A schema is asked after parsing, and knows no bytes. */
    OVER_64_KIB {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return json.length > 65_536;
        }
    },

    /** A schema can't bound the depth of what it does not know. */
    OVER_32_DEEP {
        @Override
        boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) {
            return depth(message) > 32;
        }
    };

    /** Numbers are doubles to it, as RFC 8259, section 6, tells everybody to expect. */
    static final ObjectMapper JSON = new ObjectMapper();

    abstract boolean holds(MessageKind<?> kind, byte[] json, JsonNode message) throws IOException;

    /** Of a message that its schema lets pass. */
    static Set<BeyondSchema> reasons(MessageKind<?> kind, byte[] json, JsonNode message) throws IOException {
        Set<BeyondSchema> reasons = EnumSet.noneOf(BeyondSchema.class);
        for (BeyondSchema reason : values()) {
            if (reason.holds(kind, json, message)) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    private static boolean isAbove(JsonNode message, String one, String other) {
        return message.path(one).doubleValue() > message.path(other).doubleValue();
    }

    private static Instant inputTime(JsonNode message, String field) {
        try {
            return OffsetDateTime.parse(message.path(field).asText()).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** The times that are read; another kind's are unknown fields, and may be anything. */
    private static Stream<JsonNode> times(MessageKind<?> kind, JsonNode message) {
        Stream<String> fields = kind.equals(MessageKind.PRICE_BAR)
                ? Stream.of("close_time")
                : kind.equals(MessageKind.REQUEST)
                        ? Stream.of("as_of", "expires_at")
                        : Stream.of("as_of", "reference_time", "predicted_at");
        return fields.map(message::path).filter(JsonNode::isTextual);
    }

    private static boolean canBeParsed(byte[] json, StreamReadFeature feature) {
        try {
            JsonMapper.builder().enable(feature).build().readTree(json);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return node.isContainerNode() ? deepest + 1 : 0;
    }
}
