package dev.presage.worker.predict;

import dev.presage.contract.Prediction;
import org.jspecify.annotations.Nullable;

/** The one outcome of a request. */
public sealed interface Answer {
    /** It goes out on the predictions topic. */
    record Predicted(Prediction prediction) implements Answer {}

    /**
     * It goes to the dead letters.
     *
     * @param reason to be counted
     * @param message one sentence for the producer: the thing, its value, what was expected
     * @param requestId where it could be read
     */
    record Refused(Reason reason, String message, @Nullable String requestId) implements Answer {}
}
