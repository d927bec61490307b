package dev.presage.worker.answer;

import dev.presage.contract.Prediction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one outcome of a request. */
public sealed interface Answer {
    /**
     * It goes out on the predictions topic.
     *
     * @param requestId of the request
     * @param asOf the instant it was asked about
     * @param predictedAt now
     */
    record Predicted(String requestId, Instant asOf, Forecast forecast, Instant predictedAt) implements Answer {
        /** The message. */
        public Prediction prediction() {
            return forecast.answer(requestId, asOf, predictedAt);
        }

        /** The message as it is written. */
        public byte[] json() {
            return forecast.json(requestId, asOf, predictedAt);
        }
    }

    /**
     * It goes to the dead letters.
     *
     * @param reason to be counted
     * @param message one sentence for the producer: the thing, its value, what was expected
     * @param requestId where it could be read
     */
    record Refused(Reason reason, String message, @Nullable String requestId) implements Answer {}
}
