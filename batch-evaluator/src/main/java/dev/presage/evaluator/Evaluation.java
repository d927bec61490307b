package dev.presage.evaluator;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.Topic;
import dev.presage.evaluator.collect.KafkaConnection;
import dev.presage.evaluator.collect.KafkaUnavailableException;
import dev.presage.evaluator.collect.PredictionCollector;
import dev.presage.evaluator.collect.PredictionCollector.Predictions;
import dev.presage.evaluator.collect.PredictionScan;
import dev.presage.evaluator.collect.PriceCollector;
import dev.presage.evaluator.collect.PriceCollector.Prices;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.measure.Measurement;
import dev.presage.evaluator.measure.ModelForecasts;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.measure.Window;
import dev.presage.evaluator.measure.Yardstick;
import dev.presage.evaluator.publish.Evidence;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.recompute.PreviousVersions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is read once, and gives the verdict on any of the nights it reaches. */
final class Evaluation implements AutoCloseable {
    private final Evidence evidence;
    private final List<Measurement> measurements;
    private final Models models;
    private final PreviousVersions previousVersions;
    private final List<String> warnings;
    private final boolean allModelsKnown;

    private Evaluation(
            Evidence evidence,
            List<Measurement> measurements,
            Models models,
            PreviousVersions previousVersions,
            List<String> warnings,
            boolean allModelsKnown) {
        this.evidence = evidence;
        this.measurements = List.copyOf(measurements);
        this.models = models;
        this.previousVersions = previousVersions;
        this.warnings = List.copyOf(warnings);
        this.allModelsKnown = allModelsKnown;
    }

    /**
     * Reads what the days need that are to be evaluated; if nothing closed on them, nothing but the prices.
     *
     * @param scan by which means predictions are read
     * @throws KafkaUnavailableException if Kafka, or what is needed of it, is not there
     */
    static Evaluation of(EvaluatorSettings settings, Models models, Clock clock, Terminal terminal, PredictionScan scan)
            throws KafkaUnavailableException {
        KafkaConnection kafka = new KafkaConnection(settings.kafka(), settings.kafkaTimeout());
        Duration maxHorizon = models.longestHorizon();
        kafka.requireTopics(List.of(Topic.PRICES.topicName(), Topic.PREDICTIONS.topicName()));
        Prices prices = new PriceCollector(kafka, terminal)
                .collect(settings.period(), Window.TRAILING, maxHorizon.plus(FeatureHistory.REACH), clock.instant());
        SessionCalendar calendar = prices.calendar();
        FeatureHistory features = new FeatureHistory(prices.history());
        PreviousVersions previousVersions = new PreviousVersions(models.repository(), models.manifests(), features);
        if (calendar.inPeriod().isEmpty()) {
            Evidence evidence = new Evidence(prices.history(), calendar, List.of(prices.read()));
            return new Evaluation(evidence, List.of(), models, previousVersions, List.of(), true);
        }
        Matcher matcher = new Matcher(prices.history(), models.maxHorizons(), calendar.start(), calendar.end());
        Predictions predictions = new PredictionCollector(kafka, terminal, scan)
                .collect(
                        new Yardstick(matcher, settings.hindsight()),
                        calendar.start().minus(maxHorizon));
        List<String> warnings = new ArrayList<>();
        predictions
                .forecasts()
                .unknownModels()
                .forEach((model, answers) -> warnings.add(settings.models() + " holds no manifest of " + model
                        + ": its " + answers
                        + " predictions are not judged, because nothing says how long their truth may take"));
        Map<ModelId, ModelForecasts> forecasts =
                new TreeMap<>(predictions.forecasts().finish(calendar));
        Set<ModelId> named = new TreeSet<>(models.served());
        named.addAll(forecasts.keySet());
        List<Measurement> measurements = new ArrayList<>();
        for (ModelId id : named) {
            ModelManifest manifest = models.manifest(id);
            measurements.add(new Measurement(
                    manifest,
                    forecasts.getOrDefault(id, new ModelForecasts(calendar)),
                    calendar,
                    features,
                    previousVersions.of(manifest)));
        }
        warnings.addAll(previousVersions.problems());
        return new Evaluation(
                new Evidence(prices.history(), calendar, List.of(prices.read(), predictions.read())),
                measurements,
                models,
                previousVersions,
                warnings,
                predictions.forecasts().unknownModels().isEmpty());
    }

    Evidence evidence() {
        return evidence;
    }

    List<String> warnings() {
        return warnings;
    }

    /** These warnings, and what there is to be said of a verdict. */
    List<String> warnings(Verdict verdict) {
        List<String> all = new ArrayList<>(warnings);
        if (verdict.nothingToJudge() && allModelsKnown) {
            all.add("no forecast ended on " + verdict.period() + " and none was pending then: nobody asked for"
                    + " predictions, or no worker answered");
        }
        return all;
    }

    /** The verdict on all days, or on a night among them. */
    Verdict verdict(Period period) {
        return Verdict.of(period, evidence.calendar(), measurements, models.served());
    }

    @Override
    public void close() {
        previousVersions.close();
    }
}
