package dev.presage.worker.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.contract.Invalid;
import dev.presage.worker.predict.Predictor.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The address of a prediction as the message that would ask for the same on the topic, so that whatever is wrong with it is told in the same words. */
final class PredictionQuery {
    private static final String FEATURE = "features.";

    private PredictionQuery() {}

    /**
     * The question.
     *
     * @param requestId names it in the answer
     * @param parameters by name, each with its values as they are in the address: {@code model_type}, {@code as_of}, {@code features.<name>}
     * @throws ProblemException for a parameter that is there twice or is none
     */
    static Question of(String requestId, String ticker, Map<String, List<String>> parameters, Instant now)
            throws ProblemException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("request_id", requestId).put("ticker", ticker);
        ObjectNode features = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            String value = only(name, parameter.getValue());
            if (name.startsWith(FEATURE)) {
                putNumber(features, name.substring(FEATURE.length()), value);
            } else if (name.equals("model_type") || name.equals("as_of")) {
                message.put(name, value);
            } else {
                throw new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        Invalid.sentence("the parameter", name, "model_type, as_of or features.<name>"));
            }
        }
        if (!features.isEmpty()) {
            message.set("features", features);
        }
        return new Question(message.toString().getBytes(StandardCharsets.UTF_8), now);
    }

    private static String only(String name, List<String> values) throws ProblemException {
        if (values.size() != 1) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER, Invalid.sentence(name, String.join(" and ", values), "one value"));
        }
        return values.get(0);
    }

    /** What is no number stays a text, which the message's reader knows how to refuse. */
    private static void putNumber(ObjectNode features, String name, String value) {
        try {
            features.put(name, Double.parseDouble(value));
        } catch (NumberFormatException e) {
            features.put(name, value);
        }
    }
}
