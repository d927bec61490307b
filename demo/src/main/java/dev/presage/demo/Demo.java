package dev.presage.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** One run: makes its state folder, runs the cycle, and stops whatever was started, however the run ends. */
final class Demo {
    private final Repository repository;
    private final Ports ports;
    private final Options options;
    private final History history;
    private final Console console;
    private volatile boolean interrupted;

    /**
     * How it is run.
     *
     * @param once whether it ends after one cycle
     * @param rate live requests a second
     * @param liveSeconds how long they are sent before the evaluation
     * @param monitoring whether Prometheus and its companions are wanted
     */
    record Options(boolean once, int rate, int liveSeconds, boolean monitoring) {}

    Demo(Repository repository, Ports ports, Options options, History history, Console console) {
        this.repository = repository;
        this.ports = ports;
        this.options = options;
        this.history = history;
        this.console = console;
    }

    /**
     * Runs until the cycle is done or, if it is to go on, until this process is told to stop.
     *
     * @param stateDirectory is emptied
     */
    void run(Path stateDirectory) throws DemoException, InterruptedException {
        try (State state = State.fresh(stateDirectory, console)) {
            Path logs = state.folder("logs");
            logTo(logs.resolve("demo.log"));
            Processes processes = new Processes(console, logs, state.processes());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(processes), "stop-on-signal"));
            Cycle cycle = new Cycle(repository, ports, history, processes, console);
            try {
                Summary summary = cycle.run(state, options);
                if (options.once()) {
                    processes.stop();
                    console.result(summary.json());
                } else {
                    cycle.goOn();
                }
            } catch (DemoException | RuntimeException e) {
                awaitEndIfInterrupted();
                throw e;
            } finally {
                processes.stop();
            }
        } catch (IOException e) {
            throw new DemoException("the state folder " + stateDirectory + " can't be used: " + e, e);
        }
    }

    /** Must come before the first logger, and with it the first class of Kafka, is loaded. */
    private static void logTo(Path file) {
        System.setProperty("presage.demo.log", file.toString());
        System.setProperty("logback.configurationFile", "dev/presage/demo/logback-file.xml");
    }

    private void interrupt(Processes processes) {
        if (!processes.isStopped()) {
            interrupted = true;
            console.say("stopping");
            processes.stop();
            console.say("stopped");
        }
    }

    /** What fails because everything is being stopped is no news: the process ends with the shutdown hook. */
    private void awaitEndIfInterrupted() throws InterruptedException {
        if (interrupted) {
            new CountDownLatch(1).await();
        }
    }
}
