package dev.presage.benchmark.measure;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.ChildProcess;
import dev.presage.benchmark.process.ProcessUse;
import dev.presage.benchmark.report.SoakSection.Sample;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** One worker that answers more and more requests, chunk by chunk; what is done with is deleted, as no disk holds all of it. */
public final class Soak {
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(5);

    private final Broker broker;
    private final Topics topics;
    private final Loader loader;

    /** @param topics that are fresh; the bars are there */
    public Soak(Broker broker, Topics topics, Loader loader) {
        this.broker = broker;
        this.topics = topics;
        this.loader = loader;
    }

    /**
     * How much.
     *
     * @param chunk requests that are loaded at once
     * @param chunks how many
     * @param stall the longest time without a further request answered
     */
    public record Course(long chunk, int chunks, Duration stall) {}

    /** Runs the course and samples the worker's memory on the way. */
    public List<Sample> run(Drain drain, Entry entry, Case asked, Course course)
            throws BenchmarkException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        try (Drain.Started worker = drain.start(entry)) {
            long start = System.nanoTime();
            Offsets offsets = new Offsets(broker.admin(), worker.group());
            for (int chunk = 1; chunk <= course.chunks(); chunk++) {
                loader.loadRequests(asked, course.chunk(), chunk);
                drainChunk(worker.process(), offsets, course, chunk, start, samples);
                forget(Topic.REQUESTS);
                forget(Topic.PREDICTIONS);
            }
            new AllPredicted(List.of(new Metrics(worker.port()))).require(course.chunk() * course.chunks());
        }
        return samples;
    }

    private static void drainChunk(
            ChildProcess process, Offsets offsets, Course course, int chunk, long start, List<Sample> samples)
            throws BenchmarkException, InterruptedException {
        long wanted = course.chunk() * chunk;
        long answered = -1;
        long moved = System.nanoTime();
        while (answered < wanted) {
            process.requireAlive();
            long committed = offsets.committed();
            long now = System.nanoTime();
            if (committed > answered) {
                moved = now;
            } else if (now - moved > course.stall().toNanos()) {
                throw new BenchmarkException(
                        "the worker stands still at " + answered + " requests, expected " + wanted + process.logTail());
            }
            answered = committed;
            samples.add(new Sample(
                    (now - start) / 1e9, answered, ProcessUse.of(process.pid()).residentBytes()));
            Thread.sleep(BETWEEN_SAMPLES.toMillis());
        }
    }

    private void forget(Topic topic) throws BenchmarkException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        topics.of(topic).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, RecordsToDelete> done = new HashMap<>();
        try {
            broker.admin()
                    .listOffsets(wanted)
                    .all()
                    .get()
                    .forEach((partition, info) -> done.put(partition, RecordsToDelete.beforeOffset(info.offset())));
            broker.admin().deleteRecords(done).all().get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("old records can't be deleted: " + e.getCause(), e);
        }
    }
}
