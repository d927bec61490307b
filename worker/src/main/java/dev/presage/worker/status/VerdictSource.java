package dev.presage.worker.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.contract.PushgatewayAddress;
import dev.presage.worker.topics.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the Pushgateway for the verdict, and keeps the last one. */
final class VerdictSource {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int TIMEOUT_MILLIS = 5_000;

    /** The evaluator's figures take some kilobytes. */
    private static final int MOST_BYTES = 10_000_000;

    private final @Nullable PushgatewayAddress pushgateway;
    private volatile Known known;

    /**
     * What is known of the verdict.
     *
     * @param verdict the last that was heard of
     * @param problem why there is none, or none that is new; empty when all is well
     */
    record Known(Optional<NightlyVerdict> verdict, String problem) {}

    /** @param pushgateway null if none is named */
    VerdictSource(@Nullable PushgatewayAddress pushgateway) {
        this.pushgateway = pushgateway;
        known = new Known(
                Optional.empty(),
                pushgateway == null
                        ? "No Pushgateway is named (WORKER_PUSHGATEWAY)."
                        : "The Pushgateway " + pushgateway + " has not been asked yet.");
    }

    Known known() {
        return known;
    }

    /** Asks again; takes seconds at most. */
    void refresh() {
        if (pushgateway == null) {
            return;
        }
        try {
            Optional<NightlyVerdict> verdict = ask(pushgateway);
            known = new Known(
                    verdict,
                    verdict.isPresent()
                            ? ""
                            : "The evaluator has pushed nothing to the Pushgateway " + pushgateway + " yet.");
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof JsonProcessingException ? "what it answers is no JSON" : Reasons.of(e);
            known = new Known(known.verdict(), "The Pushgateway " + pushgateway + " does not tell: " + why + ".");
        }
    }

    private static Optional<NightlyVerdict> ask(PushgatewayAddress pushgateway) throws IOException {
        HttpURLConnection connection = pushgateway.open(pushgateway.url("/api/v1/metrics"));
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("it answers with status " + connection.getResponseCode() + ", expected 200");
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] answer = in.readNBytes(MOST_BYTES);
                return NightlyVerdict.read(JSON.readTree(answer));
            }
        } finally {
            connection.disconnect();
        }
    }
}
