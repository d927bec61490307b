package dev.presage.worker.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.contract.Invalid;
import dev.presage.contract.PushgatewayAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the Pushgateway for the verdict, and keeps the last one. */
final class VerdictSource {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration WHOLE_ANSWER = Duration.ofSeconds(10);

    /** The evaluator's figures take some kilobytes; others may push as well. */
    private static final int MOST_BYTES = 2_000_000;

    private static final int LONGEST_REASON = 300;

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
            Optional<NightlyVerdict> verdict = NightlyVerdict.read(JSON.readTree(ask(pushgateway)));
            known = new Known(
                    verdict,
                    verdict.isPresent()
                            ? ""
                            : "The evaluator has pushed nothing to the Pushgateway " + pushgateway + " yet.");
        } catch (IOException | RuntimeException e) {
            String why = Invalid.visible(reason(e), LONGEST_REASON);
            known = new Known(known.verdict(), "The Pushgateway " + pushgateway + " does not tell: " + why + ".");
        }
    }

    private static String reason(Exception e) {
        if (e instanceof JsonProcessingException) {
            return "what it answers is no JSON";
        }
        return e instanceof UnknownHostException
                ? "nobody knows where " + e.getMessage() + " is"
                : String.valueOf(e.getMessage());
    }

    private static byte[] ask(PushgatewayAddress pushgateway) throws IOException {
        HttpURLConnection connection = pushgateway.open(pushgateway.url("/api/v1/metrics"));
        connection.setConnectTimeout((int) SILENCE.toMillis());
        connection.setReadTimeout((int) SILENCE.toMillis());
        connection.setInstanceFollowRedirects(false);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("it answers with status " + connection.getResponseCode() + ", expected 200");
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in);
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Neither an answer that is too long nor one that comes a byte at a time holds this up. */
    private static byte[] read(InputStream in) throws IOException {
        long deadline = System.nanoTime() + WHOLE_ANSWER.toNanos();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            answer.write(part, 0, length);
            if (answer.size() > MOST_BYTES) {
                throw new IOException("its answer is longer than " + MOST_BYTES + " bytes");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("its answer takes longer than " + WHOLE_ANSWER.toSeconds() + " s");
            }
        }
        return answer.toByteArray();
    }
}
