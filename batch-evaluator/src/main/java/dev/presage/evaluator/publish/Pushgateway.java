package dev.presage.evaluator.publish;

import dev.presage.contract.PushgatewayAddress;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The Pushgateway, with patience: what may pass is tried again, a refusal is not. The grouping key is the job alone. */
public final class Pushgateway {
    private static final String JOB = "model-evaluator";
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final Duration SHORTEST_ANSWER = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final PushgatewayAddress address;
    private final Duration patience;

    /** A push that did not succeed. */
    public static final class PushException extends Exception {
        private final String sentence;

        PushException(String sentence, Throwable cause) {
            super(sentence, cause);
            this.sentence = sentence;
        }

        /** Who did not take it, and why. */
        public String sentence() {
            return sentence;
        }
    }

    private interface Method {
        void send(PushGateway gateway) throws IOException;
    }

    /** @param patience how long to go on trying */
    public Pushgateway(PushgatewayAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Replaces everything that was pushed before. */
    public void push(EvaluationMetrics metrics) throws PushException {
        retry(metrics, PushGateway::push, patience);
    }

    /** Replaces the metrics of the same names and leaves the others. */
    public void pushAdd(EvaluationMetrics metrics) throws PushException {
        retry(metrics, PushGateway::pushAdd, patience);
    }

    /** Like {@link #pushAdd}, but without trying again. */
    public void pushAddOnce(EvaluationMetrics metrics) throws PushException {
        retry(metrics, PushGateway::pushAdd, Duration.ZERO);
    }

    private void retry(EvaluationMetrics metrics, Method method, Duration patience) throws PushException {
        if (metrics.snapshots().size() == 0) {
            throw new IllegalArgumentException("an empty push would wipe what is there");
        }
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            AtomicReference<@Nullable HttpURLConnection> connection = new AtomicReference<>();
            try {
                method.send(gateway(metrics, connection, patience.minusNanos(System.nanoTime() - start)));
                return;
            } catch (IOException e) {
                long left = patience.toNanos() - (System.nanoTime() - start);
                if (refused(connection.get()) || left <= pause.toNanos() || !sleep(pause)) {
                    throw new PushException(
                            "the Pushgateway at " + address + " did not take the figures: " + reason(e)
                                    + (tries == 1 ? "" : " (the last of " + tries + " tries)"),
                            e);
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private PushGateway gateway(
            EvaluationMetrics metrics, AtomicReference<@Nullable HttpURLConnection> connection, Duration left) {
        Duration wait = left.compareTo(LONGEST_ANSWER) > 0 ? LONGEST_ANSWER : left;
        Duration timeout = wait.compareTo(SHORTEST_ANSWER) < 0 ? SHORTEST_ANSWER : wait;
        return PushGateway.builder()
                .scheme(address.secure() ? Scheme.HTTPS : Scheme.HTTP)
                .address(address.hostAndPort())
                .job(JOB)
                .format(Format.PROMETHEUS_TEXT)
                .registry(metrics.registry())
                .connectionTimeout(timeout)
                .readTimeout(timeout)
                .connectionFactory(url -> {
                    HttpURLConnection opened = address.open(url);
                    connection.set(opened);
                    return opened;
                })
                .build();
    }

    /** Whether an answer came that the next try would get as well: the client's fault, but for "too slow" and "too many". */
    private static boolean refused(@Nullable HttpURLConnection connection) {
        try {
            int status = connection == null ? -1 : connection.getResponseCode();
            return status >= 300 && status < 500 && status != 408 && status != 429;
        } catch (IOException e) {
            return false;
        }
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        String shortened = message.length() > 300 ? message.substring(0, 300) + "…" : message;
        return cause.getClass() == IOException.class
                ? shortened
                : cause.getClass().getSimpleName() + ": " + shortened;
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
