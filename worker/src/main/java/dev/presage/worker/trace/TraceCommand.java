package dev.presage.worker.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.Invalid;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import dev.presage.worker.deadletter.DeadLetter;
import dev.presage.worker.deadletter.Place;
import dev.presage.worker.topics.AdminCommand;
import dev.presage.worker.topics.TopicScan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code worker.jar trace}: where is my request? */
@Command(
        name = "trace",
        description = {
            "Says what became of a request: it reads the topics from a time on, and prints where the request and its outcome lie.",
            "WORKER_APPLICATION_ID is the worker's (default: prediction-worker)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it has its outcome",
            "1:it has none yet, was not seen, or Kafka does not answer",
            "2:an option or a setting can't be used"
        },
        mixinStandardHelpOptions = true)
public final class TraceCommand extends AdminCommand {
    private static final Duration DEFAULT_SINCE = Duration.ofHours(1);
    private static final Duration LONGEST_SINCE = Duration.ofDays(3660);

    @Parameters(paramLabel = "REQUEST_ID", description = "The request's request_id.")
    private String requestId = "";

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "How far back the topics are read, by when records were published: 10m, 24h (default: 1h).")
    private @Nullable String since;

    private String applicationId = "";
    private Instant from = Instant.EPOCH;

    @Override
    protected String subject() {
        return "the trace";
    }

    @Override
    protected void prepare(Settings settings) {
        applicationId = applicationId(settings);
        from = Instant.now()
                .minus(settings.duration("--since", since, DEFAULT_SINCE, Duration.ofSeconds(1), LONGEST_SINCE));
    }

    @Override
    protected int run(Admin admin, PrintWriter out) throws ExecutionException, InterruptedException {
        TopicScan scan = new TopicScan(kafka());
        // Outcomes last: one that is written meanwhile is seen, and none without its request.
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get();
        List<Sighting> requests = new ArrayList<>();
        scan.read(Topic.REQUESTS, from, lying -> seeRequest(lying, requests));
        List<Sighting> outcomes = new ArrayList<>();
        scan.read(Topic.PREDICTIONS, from, lying -> seePrediction(lying, outcomes));
        scan.read(Topic.DEAD_LETTERS, from, lying -> seeDeadLetter(lying, outcomes));

        List<Sighting> all = new ArrayList<>(requests);
        all.addAll(outcomes);
        all.sort(Comparator.comparing(Sighting::at));
        all.forEach(sighting -> out.println(sighting.line()));
        if (outcomes.size() < Math.max(1, requests.size())) {
            out.println(
                    requests.isEmpty()
                            ? "not seen since " + from
                            : missing(requests, committed) + (hasWorkers(admin) ? "" : "; no worker is there now"));
            return 1;
        }
        return 0;
    }

    /** Why there is no outcome yet of the newest request. */
    private String missing(List<Sighting> requests, Map<TopicPartition, OffsetAndMetadata> committed) {
        Sighting newest = requests.get(requests.size() - 1);
        OffsetAndMetadata at = committed.get(
                new TopicPartition(newest.topic().topicName(), newest.place().partition()));
        String group = "the workers of " + applicationId;
        if (at == null) {
            return "waits: " + group + " have committed nothing of its partition yet";
        }
        long before = newest.place().offset() - at.offset();
        return before < 0
                ? "in work: " + group + " have taken it, and its outcome is not there yet; look again in some seconds"
                : "waits: " + (before == 0 ? "it is the next" : before + " records are before it")
                        + " in its partition, of which " + group + " have finished all before "
                        + new Place(newest.place().partition(), at.offset());
    }

    private boolean hasWorkers(Admin admin) throws ExecutionException, InterruptedException {
        try {
            return !admin.describeConsumerGroups(List.of(applicationId)).all().get().values().stream()
                    .allMatch(group -> group.members().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }

    private void seeRequest(ConsumerRecord<byte[], byte[]> lying, List<Sighting> seen) {
        if (lying.value() != null && requestId.equals(requestIdOf(lying.value()))) {
            seen.add(Sighting.of("request", Topic.REQUESTS, lying, shown(lying.value())));
        }
    }

    private void seePrediction(ConsumerRecord<byte[], byte[]> lying, List<Sighting> seen) {
        if (lying.value() != null
                && PredictionJson.decode(lying.value()) instanceof Accepted<Prediction> accepted
                && accepted.value().requestId().equals(requestId)) {
            seen.add(Sighting.of("predicted", Topic.PREDICTIONS, lying, shown(lying.value())));
        }
    }

    private void seeDeadLetter(ConsumerRecord<byte[], byte[]> lying, List<Sighting> seen) {
        DeadLetter letter = new DeadLetter(lying);
        if (letter.requestId().equals(requestId)) {
            String where = letter.request()
                    .map(place -> " (of " + Topic.REQUESTS.topicName() + " " + place + ")")
                    .orElse("");
            seen.add(Sighting.of(
                    "rejected", Topic.DEAD_LETTERS, lying, letter.reason() + ": " + letter.message() + where));
        }
    }

    private static @Nullable String requestIdOf(byte[] json) {
        Decoded<PredictionRequest> decoded = PredictionRequestJson.decode(json);
        return decoded instanceof Accepted<PredictionRequest> accepted
                ? accepted.value().requestId()
                : ((Rejected<PredictionRequest>) decoded).requestId();
    }

    private static String shown(byte[] json) {
        return Invalid.visible(new String(json, UTF_8), 400);
    }
}
