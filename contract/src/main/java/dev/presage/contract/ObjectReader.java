package dev.presage.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object into a {@code T}: strict about what the fields are, tolerant of fields it does not know.
 *
 * <p>What makes the bytes no JSON object decides what the sender is told, else the first problem does. Reading goes on after a
 * problem, so that the request's id is found wherever it stands before a syntax error. An instance reads one object once.
 */
abstract class ObjectReader<T> {
    /** The most bytes a message may have. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /**
     * Names come from strangers: they are not kept. Jackson would keep thousands, and copy them all, 0.8 MB, for each message with a name
     * that is new.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; (line: \\d+, column: \\d+)]");
    private static final Pattern ADVICE = Pattern.compile(
            " \\(consider enabling .*| \\([^()]*Feature[^()]*\\)|: enable `[^`]*` to allow|, from `[^`]*`");

    private final String noun;
    private final Set<String> names = new HashSet<>();
    private @Nullable Refusal problem;

    /** @param noun what the bytes are, for the error sentence, such as {@code the message} */
    ObjectReader(String noun) {
        this.noun = noun;
    }

    /** Takes in the field the parser stands on; a field of another name is left alone. */
    abstract void field(String name, JsonParser in) throws IOException;

    /** The object, once all fields are read; throws {@link IllegalArgumentException} if they can't be one. */
    abstract T build();

    /** The request's id where a valid one was read, to be told to its sender. */
    @Nullable
    String requestId() {
        return null;
    }

    /** A field's value, which must have been there. */
    static <V> V required(String name, @Nullable V value) {
        if (value == null) {
            throw new Refusal(Fault.MISSING_FIELD, name + " is missing");
        }
        return value;
    }

    final Decoded<T> read(byte[] json, int maxBytes) {
        if (json.length > maxBytes) {
            refuse(new Refusal(Fault.TOO_LARGE, noun + " has " + json.length + " bytes, expected at most " + maxBytes));
        } else if (isUtf16Or32(json)) {
            refuse(malformed(" is UTF-16 or UTF-32, expected UTF-8"));
        } else {
            if (!isUtf8(json)) {
                refuse(malformed(" holds bytes that are not UTF-8, expected JSON in UTF-8"));
            }
            parse(json);
        }
        if (problem != null) {
            return rejected(problem);
        }
        try {
            return new Decoded.Accepted<>(build());
        } catch (IllegalArgumentException e) {
            return rejected(Refusal.of(e));
        }
    }

    private void parse(byte[] json) {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                readFields(in);
                if (in.nextToken() != null) {
                    refuse(malformed(" goes on with " + Refusal.describe(in) + " after its end, expected one object"));
                }
            } else {
                String found = in.currentToken() == null ? "empty" : Refusal.describe(in);
                refuse(malformed(" is " + found + ", expected a JSON object"));
            }
        } catch (JsonProcessingException e) {
            refuse(malformed(" is not valid JSON" + place(e.getLocation()) + ": " + cause(e)));
        } catch (IOException e) {
            refuse(malformed(" is not valid JSON: " + Invalid.visible(String.valueOf(e.getMessage()), 200)));
        }
    }

    private void readFields(JsonParser in) throws IOException {
        JsonStreamContext object = in.getParsingContext();
        String name;
        while ((name = in.nextFieldName()) != null) {
            in.nextToken();
            try {
                if (names.add(name)) {
                    field(name, in);
                } else if (!isMalformed()) { // of thousands, the first is told
                    throw Refusal.duplicate(name);
                }
            } catch (IllegalArgumentException e) {
                refuse(Refusal.of(e));
            }
            while (in.getParsingContext() != object) {
                in.nextToken();
            }
        }
    }

    private void refuse(Refusal refusal) {
        if (problem == null || (refusal.fault() == Fault.MALFORMED_JSON && !isMalformed())) {
            problem = refusal;
        }
    }

    private boolean isMalformed() {
        return problem != null && problem.fault() == Fault.MALFORMED_JSON;
    }

    private Refusal malformed(String what) {
        return new Refusal(Fault.MALFORMED_JSON, noun + what);
    }

    private Decoded.Rejected<T> rejected(Refusal refusal) {
        return new Decoded.Rejected<>(refusal.fault(), refusal.sentence(), requestId());
    }

    /** Jackson would guess these encodings and take them. Any JSON object's first two characters are ASCII. */
    private static boolean isUtf16Or32(byte[] json) {
        return json.length > 1 && (json[0] == 0 || json[1] == 0 || (json[0] & 0xFE) == 0xFE);
    }

    /** Stricter than Jackson, which takes overlong forms and surrogates. */
    private static boolean isUtf8(byte[] json) {
        for (byte b : json) {
            if (b < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
                    return true;
                } catch (CharacterCodingException e) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Jackson's words without those that speak to a Java programmer. */
    private static String cause(JsonProcessingException e) {
        String words = SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("$1");
        words = ADVICE.matcher(words).replaceAll("");
        return Invalid.visible(words, 200);
    }
}
