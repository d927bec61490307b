package dev.presage.demo;

import dev.presage.demo.ChildProcess.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nightly evaluator, run as cron would run it. */
final class Evaluation {
    private static final int DONE = 0;
    private static final int NOT_PUBLISHED = 4;

    /** Where nothing listens: a run then ends with {@link #NOT_PUBLISHED}, but its report is on disk before it tries to push. */
    private static final String NOWHERE = Ports.HOST + ":1";

    private final Repository repository;
    private final Ports ports;
    private final Processes processes;
    private final boolean pushed;

    /** @param pushed whether there is a Pushgateway for the figures */
    Evaluation(Repository repository, Ports ports, Processes processes, boolean pushed) {
        this.repository = repository;
        this.ports = ports;
        this.processes = processes;
        this.pushed = pushed;
    }

    /**
     * Evaluates the sessions from one day to another, in hindsight: that the past is asked about after the fact is what a demo does.
     *
     * @param name of the run and its log
     * @param reports where the report goes
     */
    Verdict run(String name, LocalDate from, LocalDate to, Path reports) throws DemoException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--one-window",
                "--zone",
                Calendar.NEW_YORK.getId(),
                "--models",
                repository.models().toString(),
                "--report-dir",
                reports.toString(),
                "--hindsight"));
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers()));
        if (pushed) {
            environment.put("EVALUATOR_PUSHGATEWAY", Ports.HOST + ":" + ports.pushgateway());
        } else {
            environment.put("EVALUATOR_PUSHGATEWAY", NOWHERE);
            environment.put("EVALUATOR_PUSH_TIMEOUT", "0s");
        }
        ChildProcess run = processes.run(Command.java(name, repository.evaluatorJar(), arguments, environment));
        if (run.awaitExit() != (pushed ? DONE : NOT_PUBLISHED)) {
            throw new DemoException(
                    "the evaluation of " + from + " to " + to + " did not succeed: " + run.postMortem());
        }
        String folder = from.equals(to) ? from.toString() : from + "_" + to;
        Path report = reports.resolve(folder).resolve("report.json");
        try {
            return Verdict.read(report);
        } catch (IOException | IllegalArgumentException e) {
            throw new DemoException("the evaluator's report " + report + " can't be read: " + e.getMessage(), e);
        }
    }
}
