package dev.presage.worker.window;

import dev.presage.contract.Fault;
import java.util.Locale;

/** Why a price bar is refused: label of {@code price_bars_rejected_total}. */
public enum BarRejection {
    MALFORMED_JSON,
    MISSING_FIELD,
    INVALID_FIELD,
    TOO_LARGE,
    /** The record's key is not the bar's ticker, so corrections could overtake each other. */
    WRONG_KEY,
    /** It closes after the record that carries it was published. */
    CLOSES_IN_FUTURE,
    /** The worker keeps as many tickers as it may. */
    TOO_MANY_TICKERS,
    /** A defect of the worker. */
    INTERNAL_ERROR;

    static BarRejection of(Fault fault) {
        return switch (fault) {
            case MALFORMED_JSON -> MALFORMED_JSON;
            case MISSING_FIELD -> MISSING_FIELD;
            case INVALID_FIELD -> INVALID_FIELD;
            case TOO_LARGE -> TOO_LARGE;
        };
    }

    /** The name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
