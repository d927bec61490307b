package dev.presage.worker.answer;

import dev.presage.contract.Fault;
import java.util.Locale;

/** Why a request gets no prediction: label of {@code prediction_rejections_total}, header {@code dlq.reason}. */
public enum Reason {
    MALFORMED_JSON,
    MISSING_FIELD,
    INVALID_FIELD,
    TOO_LARGE,
    /** No model of that type is served. */
    UNKNOWN_MODEL,
    /** No bar of that ticker closes at or before as_of. */
    NO_PRICES,
    /** There are bars, but fewer than the features need. */
    TOO_FEW_PRICES,
    /** The newest bar at as_of is older than the model allows. */
    STALE_PRICES,
    /** The window no longer reaches back to what as_of needs. */
    AS_OF_TOO_OLD,
    /** The model lists a feature that nobody supplies. */
    MISSING_FEATURE,
    /** Its expires_at had passed when its turn came. */
    EXPIRED,
    /** The model failed or its output is no number that a price can be made of. */
    MODEL_FAILURE,
    /** A defect of the worker. */
    INTERNAL_ERROR;

    /** The reason that stands for a fault of the request's bytes. */
    public static Reason of(Fault fault) {
        return switch (fault) {
            case MALFORMED_JSON -> MALFORMED_JSON;
            case MISSING_FIELD -> MISSING_FIELD;
            case INVALID_FIELD -> INVALID_FIELD;
            case TOO_LARGE -> TOO_LARGE;
        };
    }

    /** The name in metrics and headers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
