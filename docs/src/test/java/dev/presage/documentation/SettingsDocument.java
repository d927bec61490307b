package dev.presage.documentation;

import dev.presage.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/settings.md}: what worker and evaluator say of their settings when they are asked. */
final class SettingsDocument {
    private static final Predicate<String> KAFKA = row -> row.startsWith("| `KAFKA_");

    /** That a program says it wherever it is asked. */
    private static final Map<String, String> UNUSABLE =
            Map.of("WORKER_HTTP_PORT", "none", "EVALUATOR_ZONE", "Mars/Olympus", "KAFKA_PROPERTIES_FILE", "/nowhere");

    private static final int HEAD = 2;

    private SettingsDocument() {}

    /** @param directory where the programs run */
    static Document make(Path directory) throws IOException, InterruptedException {
        List<String> worker = table("worker", directory);
        List<String> evaluator = table("batch-evaluator", directory);
        String text = "# Settings\n\n" + Document.NOTICE
                + """
                Environment variables, read once, at the start. All that is wrong is reported at once, misspelt `WORKER_` and `EVALUATOR_` names included, and
                the program ends with exit code 2. `java -jar worker.jar settings` and `java -jar batch-evaluator.jar settings` print what stands here.

                A duration is `250ms`, `30s`, `5m`, `1h30m`, or as ISO 8601 has it, `PT1M30S`. What ends in `_FILE` names a file: a secret is never the value of a
                variable, which `docker inspect` shows, and no message shows the value of a variable whose name looks secret. Both programs know the
                `KAFKA_` settings. [security.md](security.md) says which of them go together, [scaling.md](scaling.md) how many threads, [api.md](api.md) more
                about the API.

                ## Worker

                %s
                ## Batch evaluator

                The options of its command line (`--help`) win over these.

                %s
                ## Kafka clients, in both

                %s
                ## What the worker tells the Kafka clients

                Unless a `KAFKA_` setting says otherwise, these are set, for the reasons that stand beside them; everything else is as Kafka has it.
                `application.id`, `processing.guarantee`, `num.stream.threads` and `commit.interval.ms` are what `WORKER_` settings say, whatever
                `KAFKA_` ones do.

                %s"""
                        .formatted(
                                rows(worker, KAFKA.negate()),
                                rows(evaluator, KAFKA.negate()),
                                rows(evaluator, KAFKA),
                                rows(worker, KAFKA.and(row -> !evaluator.contains(row))));
        return new Document("docs/settings.md", text);
    }

    private static String rows(List<String> table, Predicate<String> which) {
        List<String> rows = table.stream().skip(HEAD).filter(which).toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("none of the settings are of this section: " + table);
        }
        return table.stream().limit(HEAD).collect(Collectors.joining("\n", "", "\n"))
                + rows.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> table(String program, Path directory) throws IOException, InterruptedException {
        try (ChildProcess asked =
                ChildProcess.startJar(program, directory, UNUSABLE, List.of(), "settings", "--markdown")) {
            int exitCode = asked.awaitExit();
            if (exitCode != 0) {
                throw new IllegalStateException(program + " settings ended with " + exitCode + ": " + asked.output());
            }
            return asked.stdout().lines().toList();
        }
    }
}
