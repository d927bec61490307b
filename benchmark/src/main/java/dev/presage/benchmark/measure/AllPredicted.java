package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import java.util.List;

/** Makes sure that the worker predicted whatever it was asked: a benchmark that measures rejections is worth nothing. */
final class AllPredicted {
    private final List<Metrics> workers;

    AllPredicted(List<Metrics> workers) {
        this.workers = workers;
    }

    /** @throws BenchmarkException if all together count others than so many predictions, or any rejection */
    void require(long requests) throws BenchmarkException, InterruptedException {
        long predicted = 0;
        long rejected = 0;
        for (Metrics worker : workers) {
            String scrape = worker.scrape();
            predicted += (long) Metrics.value(scrape, "prediction_requests_total{outcome=\"predicted\"}");
            rejected += (long) Metrics.value(scrape, "prediction_requests_total{outcome=\"rejected\"}");
        }
        if (predicted != requests || rejected != 0) {
            throw new BenchmarkException("the worker predicted " + predicted + " and rejected " + rejected + " of "
                    + requests + " requests, expected all of them to be predicted");
        }
    }
}
