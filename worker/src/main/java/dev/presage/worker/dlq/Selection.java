package dev.presage.worker.dlq;

import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.deadletter.DeadLetter;
import dev.presage.worker.topics.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class Selection {
    private static final Duration DEFAULT_SINCE = Duration.ofDays(1);
    private static final Duration LONGEST_SINCE = Duration.ofDays(3660);

    @Option(names = "--reason", paramLabel = "REASON", description = "Only those with this dlq.reason.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "How far back, by when the requests were published: 10m, 24h, 30d (default: 24h).")
    private @Nullable String since;

    private Instant from = Instant.EPOCH;

    /** Looks at what was typed; problems are left with the settings. */
    void prepare(Settings settings) {
        from = Instant.now()
                .minus(settings.duration("--since", since, DEFAULT_SINCE, Duration.ofSeconds(1), LONGEST_SINCE));
        List<String> reasons = Arrays.stream(Reason.values()).map(Reason::label).toList();
        String unused = settings.parsed(
                "--reason",
                reason,
                "",
                text -> {
                    if (!reasons.contains(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                },
                "one of " + String.join(", ", reasons));
    }

    /** From when on. */
    Instant from() {
        return from;
    }

    /** Hands over each of them that is there now. */
    void read(TopicScan scan, Consumer<DeadLetter> reader) {
        scan.read(Topic.DEAD_LETTERS, from, lying -> {
            DeadLetter letter = new DeadLetter(lying);
            if (reason == null || letter.reason().equals(reason)) {
                reader.accept(letter);
            }
        });
    }
}
