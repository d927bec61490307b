package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.worker.WorkerSettings.Pace;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.telemetry.LastRejections;
import dev.presage.worker.telemetry.RequestProgress;
import dev.presage.worker.telemetry.Telemetry;
import dev.presage.worker.telemetry.WorkerMetrics;
import dev.presage.worker.window.PriceWindows;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class PredictionTopologyTest {
    @Test
    void readsAsTheDatasPathAndNamesEveryNode() {
        assertThat(topology().describe().toString())
                .isEqualToNormalizingWhitespace(
                        """
                Topologies:
                  Sub-topology: 0
                    Source: read-requests (topics: [prediction-requests])
                      --> gather
                    Processor: gather (stores: [gathered-requests])
                      --> await-commit, due
                      <-- read-requests
                    Processor: await-commit (stores: [commit-marks])
                      --> before-commit
                      <-- gather
                    Processor: before-commit (stores: [])
                      --> due
                      <-- await-commit
                    Processor: due (stores: [])
                      --> predict
                      <-- gather, before-commit
                    Processor: predict (stores: [gathered-requests])
                      --> write-dead-letters, write-predictions
                      <-- due
                    Sink: write-dead-letters (topic: prediction-requests-dlq)
                      <-- predict
                    Sink: write-predictions (topic: predictions)
                      <-- predict
                  Sub-topology: 1 for global store (will not generate tasks)
                    Source: read-prices (topics: [prices])
                      --> keep-prices
                    Processor: keep-prices (stores: [price-windows])
                      --> none
                      <-- read-prices
                """);
    }

    static Topology topology() {
        Clock clock = Clock.systemUTC();
        PrometheusRegistry registry = new PrometheusRegistry();
        WorkerMetrics metrics = new WorkerMetrics(registry, clock, 100);
        Telemetry telemetry =
                new Telemetry(metrics, new LastRejections(), new RequestProgress(registry, clock), new Health(), clock);
        PriceWindows prices = new PriceWindows(10, 10);
        Predictor predictor = new Predictor(Models.of(List.of()), prices, clock, metrics);
        Pace pace = new Pace(Duration.ofMillis(10), Duration.ofMillis(1), 256);
        return PredictionTopology.build(prices, predictor, new DeadLetters(1_000_000, "test"), telemetry, pace);
    }
}
