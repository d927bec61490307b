package dev.presage.benchmark.evaluate;

import dev.presage.contract.Topic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The bare scan, in this process. Started by {@code benchmark.jar evaluator}. */
@Command(name = "scan", hidden = true, description = "Reads what the evaluator reads, and says how much it was.")
public final class ScanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST:PORT")
    private String bootstrapServers = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        BareScan scan = new BareScan(bootstrapServers);
        for (Topic topic : new Topic[] {Topic.PRICES, Topic.PREDICTIONS}) {
            BareScan.Total total = scan.read(topic.topicName());
            spec.commandLine()
                    .getOut()
                    .println(topic.topicName() + " " + total.records() + " records " + total.bytes() + " bytes");
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
