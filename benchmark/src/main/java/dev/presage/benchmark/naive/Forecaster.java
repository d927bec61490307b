package dev.presage.benchmark.naive;

import ai.onnxruntime.OrtException;
import dev.presage.benchmark.naive.Messages.Forecast;
import dev.presage.benchmark.naive.Messages.Kept;
import dev.presage.benchmark.naive.Messages.Outcome;
import dev.presage.benchmark.naive.Messages.Request;
import dev.presage.benchmark.naive.Messages.Snapshot;
import dev.presage.contract.ModelManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Answers each request by itself. */
final class Forecaster extends ContextualFixedKeyProcessor<String, Request, Outcome> {
    private final Map<String, NaiveModel> models;
    private final NaiveMetrics metrics;

    Forecaster(Map<String, NaiveModel> models, NaiveMetrics metrics) {
        this.models = models;
        this.metrics = metrics;
    }

    /** A request without a time of its own is about the time at which it was sent. */
    @Override
    public void process(FixedKeyRecord<String, Request> record) {
        KeyValueStore<String, Kept> snapshots = context().getStateStore(Snapshots.STORE);
        Kept kept = snapshots.get(record.key());
        Request request = record.value().at(Instant.ofEpochMilli(record.timestamp()));
        context().forward(record.withValue(outcome(request, kept == null ? null : kept.snapshot())));
    }

    private Outcome outcome(Request request, @Nullable Snapshot snapshot) {
        metrics.taken();
        long start = System.nanoTime();
        Instant asOf = Objects.requireNonNull(request.asOf());
        NaiveModel model = models.get(request.modelType());
        Instant expiresAt = request.expiresAt();
        if (model == null
                || snapshot == null
                || (expiresAt != null && expiresAt.isBefore(Instant.now()))
                || snapshot.referenceTime().isAfter(asOf)
                || Duration.between(snapshot.referenceTime(), asOf)
                                .compareTo(model.manifest().maxReferenceAge())
                        > 0) {
            return refused(request);
        }
        Map<String, Double> own = request.features() == null ? Map.of() : request.features();
        List<String> names = model.manifest().features();
        float[] row = new float[names.size()];
        boolean fromRequest = false;
        for (int i = 0; i < row.length; i++) {
            Double value = own.get(names.get(i));
            fromRequest |= value != null;
            if (value == null) {
                value = snapshot.features().get(names.get(i));
            }
            if (value == null) {
                return refused(request);
            }
            row[i] = value.floatValue();
        }
        Forecast forecast = forecast(request, snapshot, model, row, fromRequest);
        metrics.predicted(forecast, (System.nanoTime() - start) / 1e9);
        return new Outcome(forecast, null);
    }

    private static Forecast forecast(
            Request request, Snapshot snapshot, NaiveModel model, float[] row, boolean fromRequest) {
        double predictedReturn;
        try {
            predictedReturn = model.predictedReturn(row);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        ModelManifest manifest = model.manifest();
        return new Forecast(
                request.requestId(),
                request.ticker(),
                manifest.id().type(),
                manifest.id().version(),
                Objects.requireNonNull(request.asOf()),
                snapshot.referenceTime(),
                snapshot.referencePrice(),
                manifest.horizonBars(),
                snapshot.referencePrice() * (1 + predictedReturn),
                model.confidence(predictedReturn),
                fromRequest ? "request" : "prices",
                Instant.now());
    }

    private Outcome refused(Request request) {
        metrics.refused();
        return new Outcome(null, request);
    }
}
