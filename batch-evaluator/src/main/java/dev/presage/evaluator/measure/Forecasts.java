package dev.presage.evaluator.measure;

import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.match.SessionCalendar;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accumulates predictions, in any order, and scores them against the truth as they come. Accumulators of parts of a topic that share a
 * {@link Matcher} merge into one of the whole; memory grows with the questions, not with the answers. Bars come first, because a
 * score needs the truth: that is what {@link Matcher} is made of.
 *
 * <p>Not safe for use by several threads: each has its own, and they are merged.
 */
public final class Forecasts {
    private final Matcher matcher;
    private final boolean hindsightMeasured;
    private final Map<Question.Series, Map<Instant, Forecast>> forecasts = new HashMap<>();
    private final SortedMap<ModelId, Long> unknownModels = new TreeMap<>();

    /** @param hindsightMeasured whether answers that came when the truth had closed are scored like the others */
    public Forecasts(Matcher matcher, boolean hindsightMeasured) {
        this.matcher = matcher;
        this.hindsightMeasured = hindsightMeasured;
    }

    /** Takes in a prediction, unless it has nothing to do with what is evaluated. */
    public void add(Prediction prediction) {
        if (!matcher.covers(prediction.referenceTime())) {
            return;
        }
        if (!matcher.knows(prediction.model())) {
            unknownModels.merge(prediction.model(), 1L, Long::sum);
            return;
        }
        Question.Series series = Question.Series.of(prediction);
        Map<Instant, Forecast> ofSeries = forecasts.get(series);
        Forecast forecast = ofSeries == null ? null : ofSeries.get(prediction.referenceTime());
        if (forecast == null) {
            Question question = new Question(series, prediction.referenceTime());
            Optional<Resolution> resolution = matcher.resolve(question);
            if (resolution.isEmpty()) {
                return;
            }
            forecast = new Forecast(question, resolution.get(), matcher.referenceBar(question), hindsightMeasured);
            forecasts.computeIfAbsent(series, s -> new HashMap<>()).put(prediction.referenceTime(), forecast);
        }
        forecast.add(prediction);
    }

    /** Takes over everything of another accumulator, which is not to be used any more. */
    public void merge(Forecasts other) {
        other.unknownModels.forEach((model, answers) -> unknownModels.merge(model, answers, Long::sum));
        other.forecasts.forEach((series, from) -> {
            Map<Instant, Forecast> to = forecasts.putIfAbsent(series, from);
            if (to != null) {
                from.forEach((time, forecast) -> {
                    Forecast mine = to.putIfAbsent(time, forecast);
                    if (mine != null) {
                        mine.merge(forecast);
                    }
                });
            }
        });
    }

    /** How many questions there are. */
    public long size() {
        return forecasts.values().stream().mapToLong(Map::size).sum();
    }

    /** Models whose manifest is not known, so that their forecasts can't be judged, and how many predictions they made. */
    public SortedMap<ModelId, Long> unknownModels() {
        return new TreeMap<>(unknownModels);
    }

    /** The forecasts of each model by the session in which they ended, and how many were pending when each session closed. */
    public Map<ModelId, ModelForecasts> finish(SessionCalendar calendar) {
        Map<ModelId, ModelForecasts> models = new HashMap<>();
        forecasts.forEach((series, byTime) -> {
            ModelForecasts ofModel = models.computeIfAbsent(series.model(), model -> new ModelForecasts(calendar));
            byTime.values().forEach(ofModel::add);
        });
        return models;
    }
}
