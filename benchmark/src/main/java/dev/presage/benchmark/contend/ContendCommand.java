package dev.presage.benchmark.contend;

import dev.presage.benchmark.naive.NaiveWorker;
import dev.presage.worker.ClientSettings;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One contender, in this process, with the worker's environment variables. Started by the measuring commands. */
@Command(name = "contend", hidden = true, description = "Runs one contender until it is stopped.")
public final class ContendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONTENDER", description = "bare, pass-through or naive")
    private String contender = "";

    @Override
    public Integer call() throws Exception {
        Properties config = ClientSettings.streams(System.getenv());
        switch (contender) {
            case "bare" -> new BareLoop(config).run();
            case "pass-through" -> StreamsRun.run(PassThrough.topology(), config);
            case "naive" -> StreamsRun.run(naive(), config);
            default -> throw new IllegalArgumentException(contender + " is no contender");
        }
        return 1;
    }

    private static Topology naive() throws Exception {
        return NaiveWorker.topology(
                Path.of(System.getenv("WORKER_MODELS_DIR")), Integer.parseInt(System.getenv("WORKER_HTTP_PORT")));
    }
}
