package dev.presage.evaluator.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}, version 2: the verdict with all that is needed to see how it came about, and all that {@code report.html} shows.
 * Names are as here, in snake_case.
 *
 * <pre>{@code
 * {"schema_version": 2, "version": "0.1.0", "generated_at": "2017-03-02T07:00:04Z",
 *  "period": {"from": "2017-03-01", "to": "2017-03-01", "zone": "America/New_York", "start": "…Z", "end": "…Z"},
 *  "hindsight_measured": false,
 *  "windows": {"session":     {"from": "2017-03-01", "to": "2017-03-01", "sessions": 1},
 *              "20_sessions": {"from": "2017-02-01", "to": "2017-03-01", "sessions": 20},
 *              "year":        {"from": "2017-01-03", "to": "2017-03-01", "sessions": 40}},
 *  "totals":  {"session": {"evaluated": 5, "pending": 5, "missing_truth": 0, "hindsight": 0, "suspect": 0}, …},
 *  "models": [
 *    {"model_type": "normal", "model_version": 1, "expected_accuracy_ratio": 0.52, "expected_accuracy_standard_error_ratio": 0.01,
 *     "majority_direction": "up", "horizon_bars": 1, "max_horizon": "PT168H",
 *     "windows": {
 *       "session": {"forecasts": {"evaluated": 5, "pending": 5, "missing_truth": 0, "hindsight": 0, "suspect": 0},
 *                   "answers": 12, "references_corrected": 0, "references_absent": 0,
 *                   "measures": {"accuracy_ratio": 0.6, "accuracy_lower_ratio": 0.23, "accuracy_upper_ratio": 0.88, …}},
 *       "20_sessions": {…}, "year": {…}},
 *     "nights": [{"date": "2016-12-02", "forecasts": 5, "accuracy_ratio": 0.6, "trailing_accuracy_ratio": 0.52,
 *                 "trailing_lower_ratio": 0.41, "trailing_upper_ratio": 0.63, "anytime_upper_ratio": 0.7}, …],
 *     "calibration": [{"forecasts": 10, "confidence": 0.51, "accuracy_ratio": 0.5, "lower_ratio": 0.24, "upper_ratio": 0.76}, …],
 *     "tickers": [{"ticker": "AAPL", "forecasts": 20, "accuracy_ratio": 0.5, "mean_absolute_error_usd": 1.2,
 *                  "mean_absolute_percentage_error_ratio": 0.01, "bias_usd": 0.1, "skill_ratio": -0.01}, …],
 *     "drift": [{"name": "gap", "psi": 0.08, "chance_psi": 0.18, "values": 100}, …],
 *     "comparisons": [{"window": "year", "against": "no_change", "sessions": 40, "loss_difference_ratio": 0.0001,
 *                      "statistic": 0.8, "p_value": 0.43}, …],
 *     "worst": [{"request_id": "…", "ticker": "AAPL", "reference_time": "…Z", "truth_time": "…Z", "reference_price": 120.0,
 *                "predicted_price": 121.0, "truth_price": 112.0, "confidence": 0.6, "error_ratio": 0.08}, …]}],
 *  "recent_sessions": [{"date": "2017-02-21", "models": [{"model_type": "normal", "model_version": 1, "figures": {as above}}]}, …],
 *  "changes": [{"date": "2017-02-28", "model_type": "normal", "model_version": 1, "figure": "evaluated", "before": 4.0, "after": 5.0}],
 *  "late_bars": [{"date": "2017-02-28", "ticker": "AAPL", "close_time": "…Z", "close": 120.0, "before": null,
 *                 "partition": 3, "offset": 1207}],
 *  "suspect_bars": [{"ticker": "AAPL", "close_time": "…Z", "close": 60.1, "previous_close": 120.0, "forecasts": 2}],
 *  "read": {"prices":      {"records": 3765, "accepted": 3765, "refused": {}, "first_refusal": "",
 *                           "partitions": [{"partition": 0, "from_offset": 0, "end_offset": 753}, …]},
 *           "predictions": {…}},
 *  "warnings": [],
 *  "settings": {"zone": "America/New_York", …}}
 * }</pre>
 *
 * A measure that can't be computed is absent from {@code measures}; nothing is NaN, and elsewhere what is not known is null. {@code
 * forecasts} are counted as {@code ForecastState} says, measures are those of {@code Measure}. {@code recent_sessions} are the last
 * seven sessions, measured with what is known now; {@code changes} says what that changes of what the newest earlier report told of
 * them, and {@code late_bars} which bars came or were corrected in between. Bounds are at 95 %.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Report(
        int schemaVersion,
        String version,
        String generatedAt,
        Days period,
        boolean hindsightMeasured,
        Map<String, Span> windows,
        Map<String, Map<String, Long>> totals,
        List<OfModel> models,
        List<Session> recentSessions,
        List<Change> changes,
        List<LateBar> lateBars,
        List<SuspectBar> suspectBars,
        Map<String, TopicRead> read,
        List<String> warnings,
        Map<String, String> settings) {
    /** The version of the shape and of the figures' names: whoever changes these raises it, and adds a golden file to the tests. */
    public static final int SCHEMA_VERSION = 2;

    /** What was asked for; {@code end} is the first instant after it. */
    public record Days(String from, String to, String zone, String start, String end) {}

    /** The days of a window. */
    public record Span(String from, String to, int sessions) {}

    /**
     * The verdict on one model, with what its manifest says.
     *
     * @param windows by the window's label
     * @param nights of the last sessions, the oldest first
     * @param calibration over the trailing sessions, by ascending confidence
     * @param tickers over the trailing sessions, by name
     * @param drift of each feature that prices give, and of the {@code prediction}, between training and the trailing sessions
     * @param comparisons with other forecasts of the same prices
     * @param worst of the sessions that were asked for, the worst first
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfModel(
            String modelType,
            int modelVersion,
            double expectedAccuracyRatio,
            double expectedAccuracyStandardErrorRatio,
            String majorityDirection,
            int horizonBars,
            String maxHorizon,
            Map<String, Figures> windows,
            List<Night> nights,
            List<CalibrationBin> calibration,
            List<TickerFigures> tickers,
            List<Drift> drift,
            List<Comparison> comparisons,
            List<WorstForecast> worst) {}

    /** Counts and measures. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Figures(
            Map<String, Long> forecasts,
            long answers,
            long referencesCorrected,
            long referencesAbsent,
            Map<String, Double> measures) {}

    /**
     * What a night's verdict was, as is known now.
     *
     * @param forecasts evaluated in the session
     * @param accuracyRatio of the session alone; null if nothing was evaluated in it
     * @param trailingAccuracyRatio over the trailing sessions up to this one, with its bounds; null like them if nothing was evaluated
     * @param anytimeUpperRatio the anytime-valid upper bound on the year's accuracy up to this session; null before the first
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Night(
            String date,
            long forecasts,
            @Nullable Double accuracyRatio,
            @Nullable Double trailingAccuracyRatio,
            @Nullable Double trailingLowerRatio,
            @Nullable Double trailingUpperRatio,
            @Nullable Double anytimeUpperRatio) {}

    /** Forecasts of like confidence: how often they were right, with bounds. Of several answers to one question, each counts its share. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record CalibrationBin(
            double forecasts, double confidence, double accuracyRatio, double lowerRatio, double upperRatio) {}

    /** The figures of one ticker; the skill is null if its price never moved. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TickerFigures(
            String ticker,
            long forecasts,
            double accuracyRatio,
            double meanAbsoluteErrorUsd,
            double meanAbsolutePercentageErrorRatio,
            double biasUsd,
            @Nullable Double skillRatio) {}

    /**
     * How far a feature, or the {@code prediction}, has moved since training.
     *
     * @param psi the population stability index
     * @param chancePsi what it exceeds by chance one time in twenty, if nothing has moved and the values are independent
     * @param values how many there were
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Drift(String name, double psi, double chancePsi, long values) {}

    /**
     * The model beside another forecast of the same prices, over a window: Diebold and Mariano's test.
     *
     * @param against {@code no_change}, or {@code version_<n>}
     * @param sessions in which both forecast
     * @param lossDifferenceRatio mean over the sessions of the model's relative absolute error less the other's: below 0 the model is better
     * @param statistic of the test
     * @param pValue two-sided: how probable a difference of this size is if both are equally good
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Comparison(
            String window, String against, int sessions, double lossDifferenceRatio, double statistic, double pValue) {}

    /** One forecast; {@code errorRatio} is the absolute error over the true price. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record WorstForecast(
            String requestId,
            String ticker,
            String referenceTime,
            String truthTime,
            double referencePrice,
            double predictedPrice,
            double truthPrice,
            double confidence,
            double errorRatio) {}

    /** One session alone, measured again. */
    public record Session(String date, List<ModelFigures> models) {}

    /** The figures of one model. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ModelFigures(String modelType, int modelVersion, Figures figures) {}

    /** A figure that is not what an earlier report said. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Change(
            String date,
            String modelType,
            int modelVersion,
            String figure,
            @Nullable Double before,
            @Nullable Double after) {}

    /**
     * A bar that came, or corrected another, since the report with which a session was compared.
     *
     * @param date the session that it may have changed
     * @param before the close that it corrected; null if there was no such bar
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record LateBar(
            String date,
            String ticker,
            String closeTime,
            double close,
            @Nullable Double before,
            int partition,
            long offset) {}

    /**
     * A bar that is too far from the one before it to be believed, such as after a split.
     *
     * @param forecasts that were left out because of it, in the sessions that were asked for
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record SuspectBar(String ticker, String closeTime, double close, double previousClose, long forecasts) {}

    /** What was read of a topic. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TopicRead(
            long records, long accepted, Map<String, Long> refused, String firstRefusal, List<Range> partitions) {}

    /** What was read of a partition; {@code endOffset} is the offset after the last. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Range(int partition, long fromOffset, long endOffset) {}
}
