package dev.presage.evaluator;

import dev.presage.contract.Topic;
import dev.presage.evaluator.collect.KafkaConnection;
import dev.presage.evaluator.collect.KafkaUnavailableException;
import dev.presage.evaluator.collect.PredictionCollector;
import dev.presage.evaluator.collect.PriceCollector;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.measure.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One evaluation, in its steps: collect, match, measure, publish. */
final class NightlyRun {
    private final EvaluatorSettings settings;
    private final Clock clock;
    private final Terminal terminal;
    private final Publication publication;

    NightlyRun(EvaluatorSettings settings, Clock clock, Terminal terminal) {
        this.settings = settings;
        this.clock = clock;
        this.terminal = terminal;
        this.publication = new Publication(settings, clock, terminal);
    }

    /**
     * Evaluates and publishes; that it failed is pushed as well.
     *
     * @throws Failure with the exit code and one sentence
     */
    void run() throws Failure {
        Models models = Models.of(settings.models());
        if (settings.dryRun()) {
            evaluate(models);
            return;
        }
        RunLock lock = RunLock.take(settings.reports(), clock.instant());
        try {
            publication.announce();
            evaluateAndTellFailure(models);
        } finally {
            lock.giveBack();
        }
    }

    private void evaluateAndTellFailure(Models models) throws Failure {
        boolean ended = false;
        try {
            evaluate(models);
            ended = true;
        } catch (Failure e) {
            ended = e.exitCode() == ExitCode.NOT_PUBLISHED;
            throw e;
        } finally {
            if (!ended) {
                publication.failed();
            }
        }
    }

    private void evaluate(Models models) throws Failure {
        KafkaConnection kafka = new KafkaConnection(settings.kafka(), settings.kafkaTimeout());
        Duration maxHorizon = models.longestHorizon();
        try {
            kafka.requireTopics(List.of(Topic.PRICES.topicName(), Topic.PREDICTIONS.topicName()));
            PriceCollector.Prices prices = new PriceCollector(kafka, terminal)
                    .collect(settings.period(), Window.TRAILING, maxHorizon, clock.instant());
            SessionCalendar calendar = prices.calendar();
            if (calendar.inPeriod().isEmpty()) {
                publication.nothingClosed();
                return;
            }
            Matcher matcher = new Matcher(prices.history(), models.maxHorizons(), calendar.start(), calendar.end());
            PredictionCollector.Predictions predictions = new PredictionCollector(kafka, terminal)
                    .collect(matcher, settings.hindsight(), calendar.start().minus(maxHorizon));
            Verdict verdict = Verdict.of(
                    settings.period(),
                    calendar,
                    models.manifests(),
                    models.served(),
                    predictions.forecasts().finish(calendar));
            List<String> warnings = new ArrayList<>();
            predictions
                    .forecasts()
                    .unknownModels()
                    .forEach((model, answers) -> warnings.add(settings.models()
                            + " holds no manifest of " + model + ": its " + answers
                            + " predictions are not judged, because nothing says how long their truth may take"));
            publication.publish(verdict, List.of(prices.read(), predictions.read()), warnings);
        } catch (KafkaUnavailableException e) {
            throw new Failure(ExitCode.NO_INPUT, e.sentence(), e);
        }
    }
}
