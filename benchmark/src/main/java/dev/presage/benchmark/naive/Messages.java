package dev.presage.benchmark.naive;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages as data binding likes them. */
final class Messages {
    private Messages() {}

    /** A price bar. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Bar(String ticker, Instant closeTime, double open, double high, double low, double close, double volume) {}

    /** A row of the table of prices: one of the two. */
    record Kept(@Nullable List<Bar> history, @Nullable Snapshot snapshot) {}

    /** What requests are answered from: the last bar, and the features computed at it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Snapshot(Instant referenceTime, double referencePrice, Map<String, Double> features) {}

    /** A request. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Request(
            String requestId,
            String ticker,
            String modelType,
            @Nullable Instant asOf,
            @Nullable Map<String, Double> features,
            @Nullable Instant expiresAt) {
        Request at(Instant time) {
            return asOf != null ? this : new Request(requestId, ticker, modelType, time, features, expiresAt);
        }
    }

    /** A prediction. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Forecast(
            String requestId,
            String ticker,
            String modelType,
            int modelVersion,
            Instant asOf,
            Instant referenceTime,
            double referencePrice,
            int horizonBars,
            double predictedPrice,
            double confidence,
            String featuresSource,
            Instant predictedAt) {}

    /** One of the two. */
    record Outcome(@Nullable Forecast forecast, @Nullable Request refused) {}
}
