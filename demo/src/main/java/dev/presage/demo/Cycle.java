package dev.presage.demo;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.demo.Demo.Options;
import dev.presage.demo.History.Question;
import dev.presage.demo.Ledger.Balance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The system, started in the order of the data's path, asked about the past and about now, and evaluated. */
final class Cycle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 50;

    private final Repository repository;
    private final Ports ports;
    private final History history;
    private final Processes processes;
    private final Console console;
    private final Worker worker;
    private final Ledger ledger =
            new Ledger("demo-" + UUID.randomUUID().toString().substring(0, 8) + "-");

    Cycle(Repository repository, Ports ports, History history, Processes processes, Console console) {
        this.repository = repository;
        this.ports = ports;
        this.history = history;
        this.processes = processes;
        this.console = console;
        this.worker = new Worker(repository, ports);
    }

    /** Runs it once. If it is to go on, live requests are still being sent when this returns. */
    Summary run(State state, Options options) throws DemoException, InterruptedException, IOException {
        Monitoring monitoring = new Monitoring(repository, ports);
        boolean monitored = isMonitored(monitoring, options);
        ports.requireFree(monitored);
        startBroker(state.folder("kafka"));
        worker.createTopics(processes);
        Requests requests = new Requests(ports.bootstrapServers(), ledger);
        processes.atEnd("the producer", requests::close);
        publishBars(requests);
        processes.atEnd("the reader of outcomes", Outcomes.follow(ports.bootstrapServers(), ledger)::stop);
        console.say("starting the worker");
        ChildProcess workerProcess = worker.start(processes);
        console.say("the worker is ready: " + Ports.uri(ports.worker(), "/") + ", its API: "
                + Ports.uri(ports.api(), "/predict/AAPL"));
        if (monitored) { // only now, so that it never sees a worker that is not there yet
            console.say("starting Prometheus, Pushgateway and Alertmanager");
            monitoring.start(processes, state, console);
        }
        askAboutThePast(requests, workerProcess);
        askAboutNow(requests, workerProcess, options);
        Evaluation evaluation = new Evaluation(repository, ports, processes, monitored);
        Path reports = state.folder("reports");
        console.say("evaluating the " + history.sessions().size() + " sessions, and the newest by itself");
        Verdict all = evaluation.run("all-sessions", history.firstSession(), history.lastSession(), reports);
        Verdict newest = evaluation.run("newest-session", history.lastSession(), history.lastSession(), reports);
        console.result(all.text("the last " + history.sessions().size() + " sessions"));
        console.result(newest.text("the newest session"));
        console.result("Reports: " + reports + ", logs: " + state.folder("logs"));
        if (monitored && !options.once()) {
            console.result("Look at:\n  the worker    " + Ports.uri(ports.worker(), "/") + "\n  "
                    + String.join("\n  ", monitoring.pages()));
        }
        return new Summary(ledger.balance(), all);
    }

    private boolean isMonitored(Monitoring monitoring, Options options) {
        if (!options.monitoring()) {
            return false;
        }
        List<String> absent = monitoring.absent();
        if (!absent.isEmpty()) {
            console.say("no alerts in this run, and nothing is pushed: " + String.join(", ", absent)
                    + " not found under .tools/bin or on the PATH (make tools fetches them)");
        }
        return absent.isEmpty();
    }

    private void startBroker(Path directory) throws DemoException {
        console.say("starting a Kafka broker on " + ports.bootstrapServers());
        try {
            processes.atEnd("Kafka", EmbeddedBroker.start(ports.kafka(), directory, Map.of())::close);
        } catch (IOException e) {
            throw new DemoException("Kafka can't be started: " + e.getMessage(), e);
        }
    }

    private void publishBars(Requests requests) throws DemoException {
        console.say("publishing " + history.bars().size()
                + " real daily bars of 2015 to 2017, moved by whole weeks: the last "
                + history.sessions().size() + " sessions are now " + history.firstSession() + " to "
                + history.lastSession());
        requests.publish(history.bars());
    }

    /** A few at a time: a thousand at once would come late, and late predictions page somebody. */
    private void askAboutThePast(Requests requests, ChildProcess workerProcess)
            throws DemoException, InterruptedException {
        List<Question> questions = history.questions();
        console.say("asking about the past: " + questions.size() + " requests, as of each session's close");
        long report = System.nanoTime() + BETWEEN_REPORTS.toNanos();
        for (int from = 0; from < questions.size(); from += AT_A_TIME) {
            questions
                    .subList(from, Math.min(from + AT_A_TIME, questions.size()))
                    .forEach(requests::ask);
            settle(requests, workerProcess);
            if (System.nanoTime() >= report) {
                sayBalance();
                report += BETWEEN_REPORTS.toNanos();
            }
        }
        sayBalance();
    }

    private void askAboutNow(Requests requests, ChildProcess workerProcess, Options options)
            throws DemoException, InterruptedException {
        console.say("asking about now: " + options.rate() + " requests a second for " + options.liveSeconds()
                + " s, one in a hundred of them bad, and one a second over HTTP");
        LiveTraffic live = LiveTraffic.start(requests, ports, history.newest(), options.rate());
        processes.atEnd("live requests", live::stop);
        long end = System.nanoTime() + Duration.ofSeconds(options.liveSeconds()).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            Thread.sleep(Math.min(left / 1_000_000 + 1, BETWEEN_REPORTS.toMillis()));
            sayBalance();
        }
        if (options.once()) {
            live.stop();
            settle(requests, workerProcess);
            sayBalance();
        }
    }

    /** Waits until every request has its outcome. */
    private void settle(Requests requests, ChildProcess workerProcess) throws DemoException, InterruptedException {
        requests.flush();
        Balance balance = ledger.awaitOutcomes(PATIENCE);
        if (balance.unaccounted() > 0) {
            throw new DemoException(balance.missing() + " requests have no outcome after " + PATIENCE.toSeconds()
                    + " s without any, and " + balance.repeated() + " have more than one; "
                    + workerProcess.postMortem());
        }
    }

    private void sayBalance() {
        console.say(ledger.balance().toString());
    }

    /** Reports how it goes until this process is told to stop. The worker may be killed and started again meanwhile. */
    void goOn() throws InterruptedException {
        console.result("Live requests go on until Ctrl-C. Try: java -jar demo/target/demo.jar request --ticker AAPL");
        long report = System.nanoTime();
        boolean up = true;
        while (!processes.isStopped()) {
            if (System.nanoTime() >= report) {
                sayBalance();
                report += BETWEEN_REPORTS.toNanos();
            }
            if (up != Http.answers(worker.alive()) && !processes.isStopped()) {
                up = !up;
                console.say(up ? "a worker is there again" : "the worker is gone; " + worker.restart());
            }
            Thread.sleep(1000);
        }
    }
}
