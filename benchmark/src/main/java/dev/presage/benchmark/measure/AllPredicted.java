package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;

/** Makes sure that the worker predicted whatever it was asked: a benchmark that measures rejections is worth nothing. */
final class AllPredicted {
    private final Metrics metrics;

    AllPredicted(Metrics metrics) {
        this.metrics = metrics;
    }

    /** @throws BenchmarkException if it counts others than so many predictions, or any rejection */
    void require(long requests) throws BenchmarkException, InterruptedException {
        String scrape = metrics.scrape();
        long predicted = (long) Metrics.value(scrape, "prediction_requests_total{outcome=\"predicted\"}");
        long rejected = (long) Metrics.value(scrape, "prediction_requests_total{outcome=\"rejected\"}");
        if (predicted != requests || rejected != 0) {
            throw new BenchmarkException("the worker predicted " + predicted + " and rejected " + rejected + " of "
                    + requests + " requests, expected all of them to be predicted");
        }
    }
}
