package dev.presage.worker.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that gets no answer, from wherever that is found out. Costs no stack trace: requests may be wrong by the million.
 *
 * <p>It is sent as RFC 9457 describes it.
 */
final class ProblemException extends Exception {
    static final String CONTENT_TYPE = "application/problem+json";
    private static final String TYPES = "https://github.com/presage-project/presage/blob/main/docs/api.md#";

    private final ProblemType type;
    private final String detail;

    /** @param detail one sentence for whoever asked: the thing, its value, what was expected */
    ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
    }

    ProblemType type() {
        return type;
    }

    /** What is sent. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPES + type.label())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail)
                .put("error_type", type.label());
    }
}
