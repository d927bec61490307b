package dev.presage.worker.dlq;

import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.deadletter.DeadLetter;
import dev.presage.worker.deadletter.Place;
import dev.presage.worker.topics.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private Set<Place> places = Set.of();

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

    /** Only those that lie at places, as they were typed; none for all. Problems are left with the settings. */
    void only(Settings settings, List<String> typed) {
        Set<Place> only = new HashSet<>();
        for (String place : typed) {
            only.add(place(settings, place));
        }
        places = Set.copyOf(only);
    }

    /** Where a dead letter lies, as it was typed; problems are left with the settings. */
    static Place place(Settings settings, String typed) {
        return settings.parsed(
                "PARTITION:OFFSET",
                typed,
                new Place(0, 0),
                Place::parse,
                "where it lies as dlq list prints it, such as 3:1234");
    }

    /** From when on. */
    Instant from() {
        return from;
    }

    /** Hands over each of them that is there now. */
    void read(TopicScan scan, Consumer<DeadLetter> reader) {
        scan.read(Topic.DEAD_LETTERS, from, lying -> {
            DeadLetter letter = new DeadLetter(lying);
            if ((reason == null || letter.reason().equals(reason))
                    && (places.isEmpty() || places.contains(letter.place()))) {
                reader.accept(letter);
            }
        });
    }
}
