package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Jvm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Who drains the topic. */
public enum Contender {
    /** A plain transactional consumer and producer that pass the bytes through. */
    BARE("bare"),
    /** Kafka Streams from source to sink. */
    PASS_THROUGH("pass-through"),
    /** The worker as most teams would write it. */
    NAIVE("naive"),
    /** {@code worker.jar} as shipped. */
    WORKER("worker");

    private final String label;

    Contender(String label) {
        this.label = label;
    }

    /** The name in options and tables. */
    public String label() {
        return label;
    }

    /** Whether it serves {@code /metrics}. */
    public boolean hasMetrics() {
        return this == NAIVE || this == WORKER;
    }

    /** The command that runs it. */
    public List<String> command(Checkout checkout, Jvm jvm) throws BenchmarkException {
        return this == WORKER
                ? jvm.command(checkout.jar("worker"))
                : jvm.command(checkout.jar("benchmark"), "contend", label);
    }

    @Override
    public String toString() {
        return label;
    }

    /** The contender of that name; throws with the names there are if there is none. */
    public static Contender named(String label) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is no contender, expected one of "
                        + Arrays.stream(values()).map(Contender::label).collect(Collectors.joining(", "))));
    }
}
