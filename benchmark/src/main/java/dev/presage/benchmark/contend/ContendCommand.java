package dev.presage.benchmark.contend;

import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.ClientSettings;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One contender, in this process, with the worker's environment variables. Started by the measuring commands. */
@Command(name = "contend", hidden = true, description = "Runs one contender until it is stopped.")
public final class ContendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CONTENDER", description = "bare, pass-through or naive")
    private String contender = "";

    @Override
    public Integer call() throws ExecutionException, InterruptedException, InvalidSettingsException {
        Properties config = ClientSettings.streams(System.getenv());
        switch (contender) {
            case "bare" -> new BareLoop(config).run();
            case "pass-through" -> StreamsRun.run(PassThrough.topology(), config);
            default -> throw new IllegalArgumentException(contender + " is no contender");
        }
        return 1;
    }
}
