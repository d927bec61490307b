package dev.presage.evaluator.measure;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Manifests of models that nobody runs. */
public final class Manifests {
    private Manifests() {}

    /** A model that looks one bar ahead and takes that for the truth which closes within a week. */
    public static ModelManifest of(ModelId id, Direction majority) {
        return of(id, 1, Duration.ofDays(7), majority);
    }

    /** A model of one feature, return_1, without a training distribution. */
    public static ModelManifest of(ModelId id, int horizonBars, Duration maxHorizon, Direction majority) {
        return new ModelManifest(
                id,
                "0".repeat(64),
                new ModelManifest.Tensors("input", "output", Optional.empty()),
                List.of("return_1"),
                horizonBars,
                maxHorizon,
                Duration.ofDays(10),
                0.02,
                new ModelManifest.ExpectedAccuracy(0.53, 0.01),
                new ModelManifest.TrainingWindow(
                        LocalDate.parse("2015-01-02"), LocalDate.parse("2016-12-30"), majority));
    }
}
