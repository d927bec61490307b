package dev.presage.evaluator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line as it was typed; what it means, {@link EvaluatorSettings} says. */
@Command(
        name = "batch-evaluator",
        sortOptions = false,
        usageHelpWidth = 110,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = SettingsCommand.class,
        description = {
            "Measures how good the predictions were whose truth is known since the given day, pushes the figures to the"
                    + " Pushgateway and writes a report.",
            "Every option but the days, --one-window, --nightly and --dry-run can be set by an environment variable instead, which is named in brackets;"
                    + " KAFKA_… variables go to the Kafka client as they are (KAFKA_SECURITY_PROTOCOL is security.protocol)."
                    + " EVALUATOR_KAFKA_TIMEOUT (30s) is how long Kafka may be silent, EVALUATOR_PUSH_TIMEOUT (1m) how long a push"
                    + " is tried. The command settings prints them all.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; also when no bar closed on the day, a weekend's",
            "1:anything unforeseen",
            "2:an option, a setting or a model's manifest can't be used",
            "3:Kafka does not answer, a topic is missing, or there are no prices at all",
            "4:measured, but the report or the push failed",
            "5:another run is at work"
        })
final class Options {
    @Option(
            names = "--date",
            paramLabel = "DAY",
            description =
                    "The day to evaluate, such as 2017-03-01 (default: yesterday in the zone). Whatever day it is, its"
                            + " figures replace those that were pushed before.")
    @Nullable
    String date;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "Writes a report for each night from this day on that has none yet, and pushes nothing. What was"
                            + " measured before it was interrupted is not measured again.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last of those nights.")
    @Nullable
    String to;

    @Option(
            names = "--one-window",
            description = "Evaluates all days from --from to --to as one, and pushes the figures.")
    boolean oneWindow;

    @Option(
            names = "--nightly",
            paramLabel = "TIME",
            description = "Stays, and evaluates each day on the next at this time in the zone, such as 06:30. What was"
                    + " missed since the newest report is caught up on, at most seven days; a night that fails is tried"
                    + " again every 10 minutes.")
    @Nullable
    String nightly;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Whose days they are (default: America/New_York) [EVALUATOR_ZONE].")
    @Nullable
    String zone;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "The models' folder, for their manifests (default: models) [EVALUATOR_MODELS]. Forecasts of models"
                            + " that are not there are not judged, which is said.")
    @Nullable
    String models;

    @Option(
            names = "--hindsight",
            description = "Measures forecasts that were made when their truth had closed like the others"
                    + " [EVALUATOR_HINDSIGHT=true].")
    boolean hindsight;

    @Option(names = "--dry-run", description = "Prints what would be pushed; pushes nothing and writes nothing.")
    boolean dryRun;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            description =
                    "Where the report is written: DIR/<day>/report.html and report.json (default: reports) [EVALUATOR_REPORT_DIR].")
    @Nullable
    String reportDir;

    @Option(
            names = "--pushgateway",
            paramLabel = "[https://]HOST:PORT",
            description =
                    "The Pushgateway (default: localhost:9091) [EVALUATOR_PUSHGATEWAY]. Over https its certificate must be vouched"
                            + " for by EVALUATOR_PUSHGATEWAY_CA_FILE (default: whom Java trusts); the push is by"
                            + " EVALUATOR_PUSHGATEWAY_USER (default: evaluator) if EVALUATOR_PUSHGATEWAY_PASSWORD_FILE is set.")
    @Nullable
    String pushgateway;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "The Kafka brokers (default: localhost:9092) [KAFKA_BOOTSTRAP_SERVERS].")
    @Nullable
    String bootstrapServers;
}
