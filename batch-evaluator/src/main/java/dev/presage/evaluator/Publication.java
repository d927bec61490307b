package dev.presage.evaluator;

import dev.presage.evaluator.measure.ForecastState;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.measure.Window;
import dev.presage.evaluator.publish.EvaluationMetrics;
import dev.presage.evaluator.publish.Evidence;
import dev.presage.evaluator.publish.MetricsTable;
import dev.presage.evaluator.publish.Pushgateway;
import dev.presage.evaluator.publish.Pushgateway.PushException;
import dev.presage.evaluator.publish.ReportFolder;
import dev.presage.evaluator.publish.Reporter;
import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the outcome of one run, to whom it concerns: first the report, then the Pushgateway; or only the terminal in a dry run. */
final class Publication {
    private final EvaluatorSettings settings;
    private final Clock clock;
    private final Terminal terminal;
    private final Instant start;
    private final long startNanos = System.nanoTime();
    private final ReportFolder folder;
    private final Pushgateway pushgateway;

    Publication(EvaluatorSettings settings, Clock clock, Terminal terminal) {
        this.settings = settings;
        this.clock = clock;
        this.terminal = terminal;
        this.start = clock.instant();
        this.folder = new ReportFolder(settings.reports());
        this.pushgateway = new Pushgateway(settings.pushgateway(), settings.pushTimeout());
    }

    /** To be done while no other run writes reports. */
    void removeLeftovers() {
        try {
            folder.removeLeftovers();
        } catch (IOException e) {
            terminal.say("what an earlier run left in " + settings.reports() + " can't be removed: " + e);
        }
    }

    /** So that a run that hangs or is killed can be told from one that never began. If it fails, so will a later push that matters. */
    void announce() {
        try {
            pushgateway.pushAddOnce(new EvaluationMetrics().started(start));
        } catch (PushException e) {
            terminal.mention(e.sentence());
        }
    }

    /** The run ended without a verdict. */
    void failed() {
        try {
            pushgateway.pushAddOnce(ended().failed(clock.instant()));
        } catch (PushException e) {
            terminal.say(e.sentence());
        }
    }

    /** There was no session: what was pushed of the last one stays, but for the times of the run. */
    void nothingClosed() throws Failure {
        terminal.say("no bar closed on " + settings.period() + " ("
                + settings.period().zone() + "): there is nothing to evaluate");
        EvaluationMetrics metrics = ended().succeeded(clock.instant());
        if (settings.dryRun()) {
            MetricsTable.lines(metrics).forEach(terminal::result);
            return;
        }
        try {
            pushgateway.pushAdd(metrics);
        } catch (PushException e) {
            throw new Failure(ExitCode.NOT_PUBLISHED, e.sentence(), e);
        }
    }

    /** The verdict goes to the report folder, then to the Pushgateway. */
    void publish(Verdict verdict, Evidence evidence, List<String> warnings) throws Failure {
        List<String> told = new ArrayList<>(warnings);
        Report report = report(verdict, evidence, told);
        told.forEach(terminal::say);
        EvaluationMetrics metrics = ended().verdict(verdict);
        if (settings.dryRun()) {
            MetricsTable.lines(metrics.succeeded(clock.instant())).forEach(terminal::result);
            return;
        }
        Optional<String> unwritten = write(report, verdict);
        Optional<String> unpushed = push(metrics, unwritten.isEmpty());
        if (unwritten.isPresent() || unpushed.isPresent()) {
            List<String> problems = new ArrayList<>();
            unwritten.ifPresent(problems::add);
            unpushed.ifPresent(problems::add);
            throw new Failure(ExitCode.NOT_PUBLISHED, String.join("; ", problems));
        }
    }

    /** The verdict on a past night goes to the report folder only: what is pushed speaks of the last one. */
    void file(Verdict verdict, Evidence evidence, List<String> warnings) throws Failure {
        Optional<String> unwritten = write(report(verdict, evidence, new ArrayList<>(warnings)), verdict);
        if (unwritten.isPresent()) {
            throw new Failure(ExitCode.NOT_PUBLISHED, unwritten.get());
        }
    }

    /** Whether a night has a report that this one would be like. */
    boolean hasReport(LocalDate night) {
        return folder.report(night)
                .filter(report -> report.hindsightMeasured() == settings.hindsight()
                        && report.period()
                                .zone()
                                .equals(settings.period().zone().getId()))
                .isPresent();
    }

    private Report report(Verdict verdict, Evidence evidence, List<String> warnings) {
        List<Report> earlier =
                folder.telling(firstMeasuredAgain(verdict), verdict.period().to(), warnings);
        return new Reporter(Version.current(), settings.hindsight(), settings.told())
                .report(verdict, clock.instant(), evidence, warnings, earlier);
    }

    private static LocalDate firstMeasuredAgain(Verdict verdict) {
        return verdict.models().stream()
                .flatMap(model -> model.recentSessions().keySet().stream())
                .min(LocalDate::compareTo)
                .orElse(verdict.period().from());
    }

    private Optional<String> write(Report report, Verdict verdict) {
        try {
            Path file = folder.write(report);
            terminal.mention(verdict.period() + ": " + verdict.count(Window.SESSION, ForecastState.EVALUATED)
                    + " forecasts evaluated, see " + file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the report can't be written: " + e);
        }
    }

    /** Figures without a report are not pushed: those of the last night stay, whole. */
    private Optional<String> push(EvaluationMetrics verdict, boolean hasReport) {
        try {
            if (hasReport) {
                pushgateway.push(verdict.succeeded(clock.instant()));
            } else {
                pushgateway.pushAdd(ended().failed(clock.instant()));
            }
            return Optional.empty();
        } catch (PushException e) {
            return Optional.of(e.sentence());
        }
    }

    private EvaluationMetrics ended() {
        return new EvaluationMetrics().started(start).took(Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
