package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request that gets no answer, from wherever that is found out. Costs no stack trace: requests may be wrong by the million.
 *
 * <p>It is sent as RFC 9457 describes it.
 */
final class ProblemException extends Exception {
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

    /** The headers that it is sent with. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/problem+json");
        if (type.passes()) {
            headers.put("Retry-After", "1");
        }
        return headers;
    }

    /** What is sent. */
    String json() {
        return json(type.status());
    }

    private String json(int status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPES + type.label())
                .put("title", type.title())
                .put("status", status)
                .put("detail", detail)
                .put("error_type", type.label())
                .toString();
    }

    /** Sends it in place of what Javalin would answer. */
    void send(Response response, Callback callback) {
        send(response, type.status(), callback);
    }

    /** The same with another status of the same meaning. */
    void send(Response response, int status, Callback callback) {
        response.setStatus(status);
        headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(json(status).getBytes(UTF_8)), callback);
    }
}
