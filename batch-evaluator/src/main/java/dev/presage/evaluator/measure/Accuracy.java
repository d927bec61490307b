package dev.presage.evaluator.measure;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.statistics.AnytimeUpperBound;
import dev.presage.evaluator.statistics.ClusteredRatio;
import dev.presage.evaluator.statistics.IntraclassCorrelation;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** How often one model's directions were right in each session, and what that is worth. */
final class Accuracy {
    private final ModelForecasts forecasts;
    private final ModelManifest manifest;

    Accuracy(ModelManifest manifest, ModelForecasts forecasts) {
        this.forecasts = forecasts;
        this.manifest = manifest;
    }

    /**
     * The accuracy over some sessions, and how many independent forecasts it is worth.
     *
     * @param sessions with a forecast in them
     * @param trailing sessions which tell, of a single one, how alike its forecasts are
     */
    Share worth(NavigableSet<LocalDate> sessions, NavigableSet<LocalDate> trailing) {
        double[] right = rights(sessions);
        double[] trials = trials(sessions);
        ClusteredRatio ratio = ClusteredRatio.of(right, trials, lag(sessions));
        double effective = ratio.effectiveTrials();
        if (sessions.size() == 1) {
            effective = IntraclassCorrelation.of(rights(trailing), trials(trailing)).stream()
                    .map(correlation -> IntraclassCorrelation.effectiveTrials(trials[0], correlation))
                    .findFirst()
                    .orElse(effective);
        }
        return new Share(ratio.ratio(), effective);
    }

    /** The anytime-valid upper bounds on the accuracy after each session that had forecasts. */
    NavigableMap<LocalDate, Double> anytimeUpper(NavigableSet<LocalDate> sessions) {
        return anytimeUpper(sessions, tally -> tally.value(Sum.RIGHT) / tally.evaluated);
    }

    /** The same on the accuracy less the baseline's. */
    NavigableMap<LocalDate, Double> advantageAnytimeUpper(NavigableSet<LocalDate> sessions) {
        NavigableMap<LocalDate, Double> bounds = anytimeUpper(
                sessions, tally -> (1 + (tally.value(Sum.RIGHT) - baselineRight(tally)) / tally.evaluated) / 2);
        bounds.replaceAll((session, bound) -> 2 * bound - 1);
        return bounds;
    }

    private NavigableMap<LocalDate, Double> anytimeUpper(
            NavigableSet<LocalDate> sessions, ToDoubleFunction<Tally> value) {
        double[] means = eachSession(sessions, tally -> tally.evaluated == 0 ? Double.NaN : value.applyAsDouble(tally));
        double[] bounds = AnytimeUpperBound.after(means, lag(sessions) + 1);
        NavigableMap<LocalDate, Double> bySession = new TreeMap<>();
        Iterator<LocalDate> session = sessions.iterator();
        boolean any = false;
        for (int i = 0; i < bounds.length; i++) {
            LocalDate day = session.next();
            any |= !Double.isNaN(means[i]);
            if (any) {
                bySession.put(day, bounds[i]);
            }
        }
        return bySession;
    }

    /** How many would have been right, had all named the direction that was commoner in training. */
    double baselineRight(Tally tally) {
        double up = tally.value(Sum.UP);
        return manifest.trainingWindow().majorityDirection() == Direction.UP ? up : tally.evaluated - up;
    }

    /** How many sessions before it a session depends on. */
    int lag(NavigableSet<LocalDate> sessions) {
        return forecasts.sessionsAhead(sessions, manifest.horizonBars()) - 1;
    }

    private double[] rights(NavigableSet<LocalDate> sessions) {
        return eachSession(sessions, tally -> tally.value(Sum.RIGHT));
    }

    private double[] trials(NavigableSet<LocalDate> sessions) {
        return eachSession(sessions, tally -> (double) tally.evaluated);
    }

    private double[] eachSession(NavigableSet<LocalDate> sessions, ToDoubleFunction<Tally> value) {
        return sessions.stream().map(forecasts::tally).mapToDouble(value).toArray();
    }
}
