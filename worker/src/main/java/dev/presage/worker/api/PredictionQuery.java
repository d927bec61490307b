package dev.presage.worker.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.contract.Invalid;
import dev.presage.worker.predict.Predictor.Question;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a prediction as the message that would ask for the same on the topic, so that whatever is wrong with it is told in the same words. */
final class PredictionQuery {
    private static final String FEATURE = "features.";
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,400})([.][0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

    private PredictionQuery() {}

    /**
     * The question.
     *
     * @param requestId names it in the answer
     * @param query the address's, as it was sent: {@code model_type}, {@code as_of}, {@code features.<name>}; null for none
     * @throws ProblemException for a parameter that is there twice, is none, or can't be read
     */
    static Question of(String requestId, String ticker, @Nullable String query, Instant now) throws ProblemException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("request_id", requestId).put("ticker", ticker);
        ObjectNode features = JsonNodeFactory.instance.objectNode();
        Set<String> seen = new HashSet<>();
        for (String parameter : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] nameAndValue = parameter.split("=", 2);
            String name = decoded(nameAndValue[0]);
            String value = nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]);
            if (!seen.add(name)) {
                throw invalid(name, "is there twice, expected once");
            }
            if (name.startsWith(FEATURE)) {
                putNumber(features, name.substring(FEATURE.length()), value);
            } else if (name.equals("model_type") || name.equals("as_of")) {
                message.put(name, value);
            } else {
                throw invalid(name, "is unknown, expected model_type, as_of or features.<name>");
            }
        }
        if (!features.isEmpty()) {
            message.set("features", features);
        }
        return new Question(message.toString().getBytes(StandardCharsets.UTF_8), now);
    }

    private static String decoded(String text) throws ProblemException {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw invalid(text, "can't be decoded, expected UTF-8 with % before two hexadecimal digits");
    }

    private static ProblemException invalid(String parameter, String what) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, "the parameter " + Invalid.quote(parameter) + " " + what);
    }

    /** What is no number of JSON stays a text, which the message's reader knows how to refuse. */
    private static void putNumber(ObjectNode features, String name, String value) {
        if (NUMBER.matcher(value).matches()) {
            features.put(name, new BigDecimal(value));
        } else {
            features.put(name, value);
        }
    }
}
