package dev.presage.worker.api;

import dev.presage.worker.answer.Reason;
import java.util.Locale;

/** Why a request over HTTP gets no answer: label of {@code api_errors_total}, {@code type} of the problem that is sent. */
enum ProblemType {
    MALFORMED_JSON(400),
    MISSING_FIELD(400),
    INVALID_FIELD(400),
    /** It has a parameter that does not exist, or has one twice. */
    INVALID_PARAMETER(400),
    /** HTTP itself, or the address, is not as it should be. */
    MALFORMED_REQUEST(400),
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    UNKNOWN_MODEL(404),
    NO_PRICES(404),
    METHOD_NOT_ALLOWED(405),
    /** Its body, its address or its headers are. */
    TOO_LARGE(413),
    TOO_FEW_PRICES(422),
    STALE_PRICES(422),
    AS_OF_TOO_OLD(422),
    MISSING_FEATURE(422),
    EXPIRED(422),
    /** As many as are worked on at once are. */
    TOO_MANY_REQUESTS(429),
    MODEL_FAILURE(500),
    INTERNAL_ERROR(500),
    /** The worker does not answer requests yet, or not now. */
    NOT_READY(503);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The HTTP status that it is sent with. */
    int status() {
        return status;
    }

    /** Whether the same request may be answered soon. */
    boolean passes() {
        return this == TOO_MANY_REQUESTS || this == NOT_READY;
    }

    /** The name in metrics and problems. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as a title: the same words for every problem of the type. */
    String title() {
        String words = label().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What a request that a worker refuses is here. */
    static ProblemType of(Reason reason) {
        return valueOf(reason.name());
    }
}
