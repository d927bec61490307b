package dev.presage.evaluator.publish;

import dev.presage.contract.ModelManifest;
import dev.presage.evaluator.measure.Answer;
import dev.presage.evaluator.measure.Comparison;
import dev.presage.evaluator.measure.Figures;
import dev.presage.evaluator.measure.Night;
import dev.presage.evaluator.measure.Score;
import dev.presage.evaluator.measure.Share;
import dev.presage.evaluator.measure.TickerFigures;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.report.Report;
import dev.presage.evaluator.statistics.Calibration;
import dev.presage.evaluator.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The part of a report that tells of one model. */
final class ModelReport {
    private ModelReport() {}

    static Report.OfModel of(Verdict.OfModel model) {
        Map<String, Report.Figures> windows = new LinkedHashMap<>();
        model.windows().forEach((window, figures) -> windows.put(window.label(), figures(figures)));
        List<Report.Drift> drift = new ArrayList<>();
        model.drift()
                .forEach((name, stability) ->
                        drift.add(new Report.Drift(name, stability.index(), stability.chance(), stability.values())));
        ModelManifest manifest = model.manifest();
        return new Report.OfModel(
                manifest.id().type(),
                manifest.id().version(),
                manifest.expectedAccuracy().ratio(),
                manifest.expectedAccuracy().standardError(),
                manifest.trainingWindow().majorityDirection().name().toLowerCase(Locale.ROOT),
                manifest.horizonBars(),
                manifest.maxHorizon().toString(),
                windows,
                model.nights().stream().map(ModelReport::night).toList(),
                model.calibration().stream().map(ModelReport::bin).toList(),
                model.tickers().stream().map(ModelReport::ticker).toList(),
                drift,
                model.comparisons().stream().map(ModelReport::comparison).toList(),
                model.worst().stream().map(ModelReport::worst).toList());
    }

    static Report.Figures figures(Figures figures) {
        Map<String, Long> forecasts = new LinkedHashMap<>();
        figures.forecasts().forEach((state, count) -> forecasts.put(state.label(), count));
        Map<String, Double> measures = new LinkedHashMap<>();
        figures.measures().forEach((measure, value) -> measures.put(measure.label(), value));
        return new Report.Figures(
                forecasts, figures.answers(), figures.referencesCorrected(), figures.referencesAbsent(), measures);
    }

    private static Report.Night night(Night night) {
        return new Report.Night(
                night.session().toString(),
                night.evaluated(),
                night.accuracy().orElse(null),
                trailing(night, Share::ratio),
                trailing(night, share -> share.bounds().lower()),
                trailing(night, share -> share.bounds().upper()),
                night.anytimeUpper().orElse(null));
    }

    private static @Nullable Double trailing(Night night, ToDoubleFunction<Share> figure) {
        Optional<Double> value = night.trailing().map(figure::applyAsDouble);
        return value.orElse(null);
    }

    private static Report.CalibrationBin bin(Calibration.Bin bin) {
        Interval bounds = bin.bounds();
        return new Report.CalibrationBin(bin.weight(), bin.confidence(), bin.right(), bounds.lower(), bounds.upper());
    }

    private static Report.TickerFigures ticker(TickerFigures figures) {
        OptionalDouble skill = figures.skill();
        return new Report.TickerFigures(
                figures.ticker().symbol(),
                figures.evaluated(),
                figures.accuracy(),
                figures.meanAbsoluteError(),
                figures.meanAbsolutePercentageError(),
                figures.bias(),
                skill.isPresent() ? skill.getAsDouble() : null);
    }

    private static Report.Comparison comparison(Comparison comparison) {
        return new Report.Comparison(
                comparison.window().label(),
                comparison.against(),
                comparison.test().sessions(),
                comparison.test().meanDifference(),
                comparison.test().statistic(),
                comparison.test().pValue());
    }

    private static Report.WorstForecast worst(Answer answer) {
        Score score = answer.score();
        return new Report.WorstForecast(
                answer.requestId(),
                answer.question().series().ticker().symbol(),
                answer.question().referenceTime().toString(),
                answer.at().toString(),
                score.reference(),
                score.predicted(),
                score.truth(),
                score.confidence(),
                score.relativeError());
    }
}
