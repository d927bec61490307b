package dev.presage.evaluator.publish;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}, version 1: the verdict with all that is needed to see how it came about. Names are as here, in snake_case.
 *
 * <pre>{@code
 * {"schema_version": 1, "version": "0.1.0", "generated_at": "2017-03-02T07:00:04Z",
 *  "period": {"from": "2017-03-01", "to": "2017-03-01", "zone": "America/New_York", "start": "…Z", "end": "…Z"},
 *  "hindsight_measured": false,
 *  "windows": {"session":     {"from": "2017-03-01", "to": "2017-03-01", "sessions": 1},
 *              "20_sessions": {"from": "2017-02-01", "to": "2017-03-01", "sessions": 20}},
 *  "totals":  {"session": {"evaluated": 5, "pending": 5, "missing_truth": 0, "hindsight": 0}, "20_sessions": {…}},
 *  "models": [
 *    {"model_type": "normal", "model_version": 1, "expected_accuracy_ratio": 0.52, "expected_accuracy_standard_error_ratio": 0.01,
 *     "majority_direction": "up", "max_horizon": "PT168H",
 *     "windows": {
 *       "session": {"forecasts": {"evaluated": 5, "pending": 5, "missing_truth": 0, "hindsight": 0},
 *                   "answers": 12, "references_corrected": 0, "references_absent": 0,
 *                   "measures": {"accuracy_ratio": 0.6, "accuracy_lower_ratio": 0.23, "accuracy_upper_ratio": 0.88,
 *                                "baseline_accuracy_ratio": 0.4, "skill_ratio": -0.01, "mean_absolute_error_usd": 1.2,
 *                                "root_mean_squared_error_usd": 1.5, "bias_usd": 0.1, "mean_absolute_percentage_error_ratio": 0.01,
 *                                "brier_score": 0.25, "expected_calibration_error_ratio": 0.1}},
 *       "20_sessions": {…}}}],
 *  "recent_sessions": [{"date": "2017-02-21", "models": [{"model_type": "normal", "model_version": 1, "figures": {as above}}]}, …],
 *  "changes": [{"date": "2017-02-28", "model_type": "normal", "model_version": 1, "figure": "evaluated", "before": 4.0, "after": 5.0}],
 *  "read": {"prices":      {"records": 3765, "accepted": 3765, "refused": {}, "first_refusal": "",
 *                           "partitions": [{"partition": 0, "from_offset": 0, "end_offset": 753}, …]},
 *           "predictions": {…}},
 *  "warnings": [],
 *  "settings": {"zone": "America/New_York", …}}
 * }</pre>
 *
 * A measure that can't be computed is absent from {@code measures}; nothing is NaN, and nothing null but a change's {@code before} or
 * {@code after} where there was none. {@code forecasts} are counted as {@code ForecastState} says, measures are those of {@code
 * Measure}. {@code recent_sessions} are the last seven sessions, measured with what is known now; {@code changes} says what that
 * changes of what the newest earlier report told of them.
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
        Map<String, TopicRead> read,
        List<String> warnings,
        Map<String, String> settings) {
    /** The version of the shape. */
    public static final int SCHEMA_VERSION = 1;

    /** What was asked for; {@code end} is the first instant after it. */
    public record Days(String from, String to, String zone, String start, String end) {}

    /** The days of a window. */
    public record Span(String from, String to, int sessions) {}

    /** The verdict on one model, with what its manifest says. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OfModel(
            String modelType,
            int modelVersion,
            double expectedAccuracyRatio,
            double expectedAccuracyStandardErrorRatio,
            String majorityDirection,
            String maxHorizon,
            Map<String, Figures> windows) {}

    /** Counts and measures. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Figures(
            Map<String, Long> forecasts,
            long answers,
            long referencesCorrected,
            long referencesAbsent,
            Map<String, Double> measures) {}

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

    /** What was read of a topic. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record TopicRead(
            long records, long accepted, Map<String, Long> refused, String firstRefusal, List<Range> partitions) {}

    /** What was read of a partition; {@code endOffset} is the offset after the last. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Range(int partition, long fromOffset, long endOffset) {}
}
