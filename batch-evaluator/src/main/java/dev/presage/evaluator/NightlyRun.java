package dev.presage.evaluator;

import dev.presage.evaluator.collect.KafkaUnavailableException;
import dev.presage.evaluator.collect.PredictionScan;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.measure.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;

/** One evaluation: of a night, of several days as one, or of many nights one after the other. */
final class NightlyRun {
    private final EvaluatorSettings settings;
    private final Clock clock;
    private final Terminal terminal;
    private final PredictionScan scan;
    private final Publication publication;

    NightlyRun(EvaluatorSettings settings, Clock clock, Terminal terminal, PredictionScan scan) {
        this.settings = settings;
        this.clock = clock;
        this.terminal = terminal;
        this.scan = scan;
        this.publication = new Publication(settings, clock, terminal);
    }

    /**
     * Evaluates and publishes; that it failed is pushed as well, unless it was to fill in past nights.
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
            publication.removeLeftovers();
            if (settings.nightByNight()) {
                evaluate(models);
            } else {
                publication.announce();
                evaluateAndTellFailure(models);
            }
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
        try (Evaluation evaluation = Evaluation.of(settings, models, clock, terminal, scan)) {
            if (settings.nightByNight()) {
                fillIn(evaluation);
            } else if (evaluation.evidence().calendar().inPeriod().isEmpty()) {
                publication.nothingClosed();
            } else {
                Verdict verdict = evaluation.verdict(settings.period());
                publication.publish(verdict, evaluation.evidence(), evaluation.warnings(verdict));
            }
        } catch (KafkaUnavailableException e) {
            throw new Failure(ExitCode.NO_INPUT, e.sentence(), e);
        }
    }

    /** A report for each night that has none yet, the oldest first, so that a run that ends early is taken up where it ended. */
    private void fillIn(Evaluation evaluation) throws Failure {
        NavigableSet<LocalDate> nights = evaluation.evidence().calendar().inPeriod();
        List<LocalDate> missing =
                nights.stream().filter(night -> !publication.hasReport(night)).toList();
        terminal.begin("measuring nights", missing.size());
        try {
            for (LocalDate night : missing) {
                Period period = new Period(night, night, settings.period().zone());
                Verdict verdict = evaluation.verdict(period);
                publication.file(verdict, evaluation.evidence(), evaluation.warnings(verdict));
                terminal.advance(1);
            }
        } finally {
            terminal.end();
        }
        evaluation.warnings().forEach(terminal::say);
        terminal.result(settings.period() + ": " + nights.size() + " nights, " + missing.size() + " measured, "
                + (nights.size() - missing.size()) + " had a report already; see " + settings.reports());
    }
}
