package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The ways in which a producer gets it wrong, and what the worker must call each. */
enum BadRequest {
    BROKEN_JSON("malformed_json", "{\"request_id\":\"%s\",\"ticker\":\"%s\""),
    MISSING_TICKER("missing_field", "{\"request_id\":\"%s\"}"),
    WRONG_TYPE("invalid_field", "{\"request_id\":\"%s\",\"ticker\":\"%s\",\"features\":\"none\"}"),
    UNKNOWN_MODEL("unknown_model", "{\"request_id\":\"%s\",\"ticker\":\"%s\",\"model_type\":\"astrology\"}"),
    UNKNOWN_TICKER("no_prices", "{\"request_id\":\"%s\",\"ticker\":\"NOSUCH\"}"),
    EXPIRED("expired", "{\"request_id\":\"%s\",\"ticker\":\"%s\",\"expires_at\":\"2017-01-01T00:00:00Z\"}");

    private final String reason;
    private final String template;

    BadRequest(String reason, String template) {
        this.reason = reason;
        this.template = template;
    }

    /** The {@code dlq.reason} it is refused with. */
    String reason() {
        return reason;
    }

    byte[] value(String requestId, String ticker) {
        return String.format(template, requestId, ticker).getBytes(UTF_8);
    }
}
