package dev.presage.demo;

import dev.presage.demo.ChildProcess.Command;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The prediction worker, run as its users run it: {@code java -jar}, settings in the environment. */
final class Worker {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Repository repository;
    private final Ports ports;

    Worker(Repository repository, Ports ports) {
        this.repository = repository;
        this.ports = ports;
    }

    /** Makes the four topics. */
    void createTopics(Processes processes) throws DemoException, InterruptedException {
        ChildProcess creation = processes.run(command("topics", List.of("topics", "create")));
        if (creation.awaitExit() != 0) {
            throw new DemoException("the topics were not created: " + creation.postMortem());
        }
    }

    /** Starts it, and waits until it is ready for requests. */
    ChildProcess start(Processes processes) throws DemoException, InterruptedException {
        ChildProcess worker = processes.start(command("worker", List.of()));
        Http.awaitAnswer(worker, Ports.uri(ports.worker(), "/readyz"), PATIENCE);
        return worker;
    }

    /** Answers 200 as long as a worker is there. */
    URI alive() {
        return Ports.uri(ports.worker(), "/livez");
    }

    /** How to start another one. */
    String restart() {
        return "start it again with\n    " + command("worker", List.of()).typed();
    }

    private Command command(String name, List<String> arguments) {
        return Command.java(
                name,
                repository.workerJar(),
                arguments,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers(),
                        "WORKER_HTTP_PORT", Integer.toString(ports.worker()),
                        "WORKER_API_PORT", Integer.toString(ports.api()),
                        "WORKER_PUSHGATEWAY", Ports.HOST + ":" + ports.pushgateway(),
                        "WORKER_MODELS_DIR", repository.models().toString()));
    }
}
