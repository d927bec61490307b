package dev.presage.worker.dlq;

import dev.presage.contract.Settings;
import dev.presage.worker.topics.AdminCommand;
import java.io.PrintWriter;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code worker.jar dlq replay}. */
@Command(
        name = "replay",
        description = {
            "Sends dead letters back to the requests: with the key, value, timestamp and headers that they came with, and replay.of and"
                    + " replay.count beside them.",
            "Each is sent once, however often this is run: what was sent before is found on the requests topic. If it is cut off, run it again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that could be sent were",
            "1:Kafka does not answer or refuses, or somebody else has begun a replay",
            "2:an option or a setting can't be used"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand extends AdminCommand {
    @Mixin
    private Selection selection;

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            arity = "0..*",
            description = "Only those that lie there, as dlq list prints it.")
    private List<String> places = List.of();

    @Option(names = "--dry-run", description = "Only say how many there are.")
    private boolean dryRun;

    @Option(
            names = "--old",
            description =
                    "Send those as well whose requests are no longer on their topic, so that nobody can tell whether they were sent before.")
    private boolean old;

    @Override
    protected String subject() {
        return "the replay";
    }

    @Override
    protected void prepare(Settings settings) {
        selection.prepare(settings);
        selection.only(settings, places);
    }

    @Override
    protected int run(Admin admin, PrintWriter out) {
        PrintWriter err = spec().commandLine().getErr();
        try (Replay replay = new Replay(kafka(), dryRun)) {
            Replay.Plan plan = replay.plan(selection, old);
            if (dryRun) {
                out.println("would send " + plan);
                return 0;
            }
            replay.send(selection, plan, sent -> progress(err, sent, plan.size()));
            out.println("sent " + plan);
            return 0;
        } catch (KafkaException e) {
            if (!Replay.isEnded(e)) {
                throw e;
            }
            err.println("somebody else has begun a replay, so this one stops; what it has sent is not sent again");
            return 1;
        }
    }

    private static void progress(PrintWriter err, int sent, int all) {
        int tenths = (int) (10L * sent / Math.max(1, all));
        err.println("[" + "#".repeat(tenths) + " ".repeat(10 - tenths) + "] " + sent + " of " + all);
    }
}
