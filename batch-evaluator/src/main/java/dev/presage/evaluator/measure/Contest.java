package dev.presage.evaluator.measure;

import dev.presage.contract.FeaturesSource;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.recompute.PreviousVersion;
import dev.presage.evaluator.statistics.DieboldMariano;
import dev.presage.evaluator.statistics.ExactSums;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A model beside other forecasts of the same prices: how much more it was off, as a share of the price, in each session. */
final class Contest {
    private final ModelForecasts forecasts;
    private final Optional<PreviousVersion> previous;
    private final Map<LocalDate, OptionalDouble> againstPrevious = new HashMap<>();

    Contest(ModelForecasts forecasts, Optional<PreviousVersion> previous) {
        this.forecasts = forecasts;
        this.previous = previous;
    }

    /**
     * The comparisons over a window; one that has too few sessions for a test is left out.
     *
     * @param sessionsAhead over how many sessions the forecasts reach
     */
    List<Comparison> over(Window window, NavigableSet<LocalDate> sessions, int sessionsAhead) {
        List<Comparison> comparisons = new ArrayList<>();
        test(sessions, sessionsAhead, this::againstNoChange)
                .ifPresent(test -> comparisons.add(new Comparison(window, Comparison.NO_CHANGE, test)));
        previous.ifPresent(version -> test(
                        sessions,
                        sessionsAhead,
                        session -> againstPrevious.computeIfAbsent(session, day -> againstPrevious(version, day)))
                .ifPresent(
                        test -> comparisons.add(new Comparison(window, Comparison.version(version.version()), test))));
        return comparisons;
    }

    private static Optional<DieboldMariano> test(
            NavigableSet<LocalDate> sessions, int sessionsAhead, Function<LocalDate, OptionalDouble> difference) {
        double[] differences = sessions.stream()
                .map(difference)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return DieboldMariano.of(differences, sessionsAhead);
    }

    private OptionalDouble againstNoChange(LocalDate session) {
        Tally tally = forecasts.tally(session);
        return tally.evaluated == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((tally.value(Sum.RELATIVE_ERROR) - tally.value(Sum.RELATIVE_UNCHANGED_ERROR))
                        / tally.evaluated);
    }

    /** Only of questions that prices alone answer: what a producer sent the one version was not sent to the other. */
    private OptionalDouble againstPrevious(PreviousVersion version, LocalDate session) {
        Map<Question, Forecast> byQuestion = new HashMap<>();
        for (Forecast forecast : forecasts.evaluated(session)) {
            if (forecast.series().featuresSource() == FeaturesSource.PRICES) {
                byQuestion.put(forecast.question(), forecast);
            }
        }
        ExactSums difference = new ExactSums(1);
        Map<Question, Double> returns = version.predictedReturns(List.copyOf(byQuestion.keySet()));
        returns.forEach((question, predictedReturn) -> {
            Forecast forecast = byQuestion.get(question);
            if (forecast != null && forecast.resolution() instanceof Resolution.Truth truth) {
                double predicted = forecast.referencePrice() * (1 + predictedReturn);
                difference.add(0, forecast.relativeError() - Math.abs(predicted - truth.close()) / truth.close());
            }
        });
        return returns.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(difference.value(0) / returns.size());
    }
}
