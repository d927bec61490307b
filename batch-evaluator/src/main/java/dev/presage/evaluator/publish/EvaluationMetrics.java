package dev.presage.evaluator.publish;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.measure.Comparison;
import dev.presage.evaluator.measure.Drift;
import dev.presage.evaluator.measure.Figures;
import dev.presage.evaluator.measure.ForecastState;
import dev.presage.evaluator.measure.Measure;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.measure.Window;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is pushed: every metric name of the evaluator, in a registry that begins empty and gets only what is known. A measure that
 * can't be computed is left out: comparisons with NaN are false, so no alert would fire.
 */
public final class EvaluationMetrics {
    private static final String[] MODEL = {"model_type", "model_version", "window"};

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** When this run began. */
    public EvaluationMetrics started(Instant start) {
        return timestamp("model_evaluator_last_start_timestamp_seconds", "When the evaluator last began.", start);
    }

    /** When this run succeeded. */
    public EvaluationMetrics succeeded(Instant end) {
        return timestamp("model_evaluator_last_success_timestamp_seconds", "When the evaluator last succeeded.", end);
    }

    /** When this run failed. */
    public EvaluationMetrics failed(Instant end) {
        return timestamp("model_evaluator_last_failure_timestamp_seconds", "When the evaluator last failed.", end);
    }

    /** How long this run took until it could say so. */
    public EvaluationMetrics took(Duration duration) {
        return gauge(
                "model_evaluator_last_duration_seconds", "How long the evaluator last took.", duration.toNanos() / 1e9);
    }

    /** The verdict, and which days it speaks of. */
    public EvaluationMetrics verdict(Verdict verdict) {
        Period period = verdict.period();
        timestamp(
                "model_evaluator_window_start_timestamp_seconds",
                "When the session that the figures speak of began.",
                period.start());
        timestamp(
                "model_evaluator_window_end_timestamp_seconds",
                "When the session that the figures speak of was over.",
                period.end());
        forecasts(verdict);
        for (Measure measure : Measure.values()) {
            measure(verdict, measure);
        }
        expected(verdict);
        drift(verdict);
        comparisons(verdict);
        return this;
    }

    private void forecasts(Verdict verdict) {
        if (verdict.models().isEmpty()) {
            return;
        }
        Gauge forecasts = Gauge.builder()
                .name("model_forecasts")
                .help("Forecasts by what has become of them.")
                .labelNames("model_type", "model_version", "window", "state")
                .register(registry);
        for (Verdict.OfModel model : verdict.models()) {
            for (Window window : Window.values()) {
                for (ForecastState state : ForecastState.values()) {
                    ModelId id = model.manifest().id();
                    forecasts
                            .labelValues(id.type(), Integer.toString(id.version()), window.label(), state.label())
                            .set((double) model.over(window).count(state));
                }
            }
        }
    }

    private void measure(Verdict verdict, Measure measure) {
        Gauge gauge = Gauge.builder()
                .name("model_" + measure.label())
                .help("The model's " + measure.help() + ".")
                .labelNames(MODEL)
                .build();
        boolean any = false;
        for (Verdict.OfModel model : verdict.models()) {
            for (Window window : Window.values()) {
                Double value = model.over(window).measures().get(measure);
                if (value != null) {
                    gauge.labelValues(labels(model, window)).set(value);
                    any = true;
                }
            }
        }
        if (any) {
            registry.register(gauge);
        }
    }

    /** What the manifests promise, beside what was measured: of models that were. */
    private void expected(Verdict verdict) {
        Gauge ratio = Gauge.builder()
                .name("model_expected_accuracy_ratio")
                .help("The accuracy that the model's manifest promises.")
                .labelNames(MODEL)
                .build();
        Gauge standardError = Gauge.builder()
                .name("model_expected_accuracy_standard_error_ratio")
                .help("The standard error of the accuracy that the model's manifest promises.")
                .labelNames(MODEL)
                .build();
        boolean any = false;
        for (Verdict.OfModel model : verdict.models()) {
            ExpectedAccuracy expected = model.manifest().expectedAccuracy();
            for (Window window : Window.values()) {
                Figures figures = model.over(window);
                if (figures.count(ForecastState.EVALUATED) > 0) {
                    ratio.labelValues(labels(model, window)).set(expected.ratio());
                    standardError.labelValues(labels(model, window)).set(expected.standardError());
                    any = true;
                }
            }
        }
        if (any) {
            registry.register(ratio);
            registry.register(standardError);
        }
    }

    /** Of each feature, and apart from them of the prediction: over the trailing sessions, which is the one window it is measured over. */
    private void drift(Verdict verdict) {
        Gauge features = Gauge.builder()
                .name("model_feature_psi")
                .help("How far a feature has moved from what it was in training: its population stability index.")
                .labelNames("model_type", "model_version", "window", "feature")
                .build();
        Gauge prediction = Gauge.builder()
                .name("model_prediction_psi")
                .help(
                        "How far the model's predictions have moved from those in training: their population stability index.")
                .labelNames(MODEL)
                .build();
        Set<Gauge> filled = new LinkedHashSet<>();
        for (Verdict.OfModel model : verdict.models()) {
            String[] labels = labels(model, Window.TWENTY_SESSIONS);
            model.drift().forEach((name, stability) -> {
                boolean isFeature = !name.equals(Drift.PREDICTION);
                Gauge gauge = isFeature ? features : prediction;
                gauge.labelValues(isFeature ? with(labels, name) : labels).set(stability.index());
                filled.add(gauge);
            });
        }
        filled.forEach(registry::register);
    }

    private void comparisons(Verdict verdict) {
        Gauge statistic = Gauge.builder()
                .name("model_diebold_mariano_statistic")
                .help(
                        "Diebold and Mariano's statistic of the model against another forecast: below 0 the model is better.")
                .labelNames("model_type", "model_version", "window", "against")
                .build();
        Gauge pValue = Gauge.builder()
                .name("model_diebold_mariano_p_value")
                .help("How probable a statistic of this size is if the model and the other forecast are equally good.")
                .labelNames("model_type", "model_version", "window", "against")
                .build();
        boolean any = false;
        for (Verdict.OfModel model : verdict.models()) {
            for (Comparison comparison : model.comparisons()) {
                String[] labels = with(labels(model, comparison.window()), against(comparison));
                statistic.labelValues(labels).set(comparison.test().statistic());
                pValue.labelValues(labels).set(comparison.test().pValue());
                any = true;
            }
        }
        if (any) {
            registry.register(statistic);
            registry.register(pValue);
        }
    }

    /** Which version it was, the report says: a label that changes with each version would make an alert's series new. */
    private static String against(Comparison comparison) {
        return comparison.against().equals(Comparison.NO_CHANGE) ? Comparison.NO_CHANGE : "previous_version";
    }

    private static String[] with(String[] labels, String last) {
        String[] longer = Arrays.copyOf(labels, labels.length + 1);
        longer[labels.length] = last;
        return longer;
    }

    private static String[] labels(Verdict.OfModel model, Window window) {
        ModelId id = model.manifest().id();
        return new String[] {id.type(), Integer.toString(id.version()), window.label()};
    }

    private EvaluationMetrics timestamp(String name, String help, Instant instant) {
        return gauge(name, help, instant.toEpochMilli() / 1e3);
    }

    private EvaluationMetrics gauge(String name, String help, double value) {
        Gauge.builder().name(name).help(help).register(registry).set(value);
        return this;
    }

    /** For pushing. */
    PrometheusRegistry registry() {
        return registry;
    }

    /** For showing. */
    MetricSnapshots snapshots() {
        return registry.scrape();
    }
}
