package dev.presage.benchmark;

import dev.presage.benchmark.evaluate.History;
import dev.presage.benchmark.evaluate.PredictionLoader;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import java.time.Duration;
import java.util.Locale;

/**
 * A history whose bars and predictions are on a broker of its own.
 *
 * @param loading how long it took to publish it
 */
record PublishedHistory(History history, Stage stage, Duration loading) implements AutoCloseable {
    /** Starts the broker and publishes the history; nothing is left behind if that fails. */
    static PublishedHistory publish(Checkout checkout, History history, int partitions)
            throws BenchmarkException, InterruptedException {
        long start = System.nanoTime();
        Stage stage = Stage.open(checkout);
        try {
            Topics topics = stage.topics(partitions);
            topics.renewInputs();
            topics.renewOutputs();
            stage.loader(topics, history.market()).loadBars(history.today());
            new PredictionLoader(stage.broker(), partitions).load(history);
            return new PublishedHistory(history, stage, Duration.ofNanos(System.nanoTime() - start));
        } catch (BenchmarkException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** What there is, in one line. */
    String line() {
        return String.format(
                Locale.ROOT,
                "loaded %,d predictions and %,d bars in %d s",
                history.predictions(),
                history.bars(),
                loading.toSeconds());
    }

    @Override
    public void close() {
        stage.close();
    }
}
