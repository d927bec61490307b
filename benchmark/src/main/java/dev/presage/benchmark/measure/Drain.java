package dev.presage.benchmark.measure;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.ChildProcess;
import dev.presage.benchmark.process.Command;
import dev.presage.benchmark.process.FlightRecording;
import dev.presage.benchmark.process.MachineUse;
import dev.presage.benchmark.process.Ports;
import dev.presage.benchmark.process.ProcessUse;
import dev.presage.benchmark.process.Workshop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lets contenders drain the requests topic, one at a time, and looks on. */
public final class Drain {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(15);

    private final Workshop workshop;
    private final Checkout checkout;
    private final Broker broker;
    private final Path models;

    /** @param models the folder of all that are asked */
    public Drain(Workshop workshop, Checkout checkout, Broker broker, Path models) {
        this.workshop = workshop;
        this.checkout = checkout;
        this.broker = broker;
        this.models = models;
    }

    /** What is known at one moment. */
    private record Look(long nanos, long committed, ProcessUse own, double othersSeconds) {}

    /**
     * Starts the contender, takes it through the quota, and ends it.
     *
     * @throws BenchmarkException if it dies, is too slow, or, being the worker, does not predict all that was loaded
     */
    public Run run(Entry entry, Quota quota, int round) throws BenchmarkException, InterruptedException {
        try (Started started = start(entry)) {
            ChildProcess process = started.process();
            Course course = new Course(entry.contender(), started, quota);
            Look first = course.await(quota.warmUp());
            Optional<FlightRecording> recording = Optional.empty();
            if (entry.profile().isPresent()) {
                recording = Optional.of(FlightRecording.start(
                        entry.jvm(), process, entry.profile().get()));
            }
            Look last = course.await(quota.warmUp() + quota.measured());
            if (recording.isPresent()) {
                recording.get().stop();
            }
            if (entry.contender() == Contender.WORKER) {
                course.await(quota.loaded());
                new AllPredicted(new Metrics(started.port())).require(quota.loaded());
            }
            double seconds = (last.nanos() - first.nanos()) / 1e9;
            return new Run(
                    entry.contender().label(),
                    round,
                    last.committed() - first.committed(),
                    seconds,
                    last.own().cpuSeconds() - first.own().cpuSeconds(),
                    last.own().peakResidentBytes(),
                    Math.max(0, last.othersSeconds() - first.othersSeconds()) / seconds);
        }
    }

    /**
     * A contender that runs.
     *
     * @param group its application id
     * @param port of 127.0.0.1, for its metrics
     */
    public record Started(ChildProcess process, String group, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Starts a contender. */
    public Started start(Entry entry) throws BenchmarkException {
        String group = "benchmark-" + entry.contender().label() + "-" + UUID.randomUUID();
        int port = Ports.free();
        Map<String, String> environment =
                entry.environment(group, port, models, workshop.folder(group), broker.bootstrapServers());
        List<String> line = entry.contender().command(checkout, entry.jvm());
        return new Started(workshop.start(new Command(entry.contender().label(), line, environment)), group, port);
    }

    /** One contender's way through the topic. */
    private final class Course {
        private final Contender contender;
        private final ChildProcess process;
        private final Offsets offsets;
        private final Metrics metrics;
        private final Quota quota;
        private final long deadline;
        private long nextScrape;

        private Course(Contender contender, Started started, Quota quota) {
            this.contender = contender;
            this.process = started.process();
            this.offsets = new Offsets(broker.admin(), started.group());
            this.metrics = new Metrics(started.port());
            this.quota = quota;
            this.deadline = System.nanoTime() + quota.timeOut().toNanos();
            this.nextScrape = System.nanoTime() + BETWEEN_SCRAPES.toNanos();
        }

        /** The first look at which that many are committed. */
        private Look await(long records) throws BenchmarkException, InterruptedException {
            while (true) {
                process.requireAlive();
                long committed = offsets.committed();
                if (committed >= records) {
                    return look(committed);
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException(contender + " committed " + committed + " requests within "
                            + quota.timeOut() + ", expected " + records + process.logTail());
                }
                if (contender.hasMetrics() && System.nanoTime() > nextScrape) {
                    String unused = metrics.scrape();
                    nextScrape += BETWEEN_SCRAPES.toNanos();
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        }

        private Look look(long committed) throws BenchmarkException {
            ProcessUse own = ProcessUse.of(process.pid());
            double others = MachineUse.now().busySeconds()
                    - own.cpuSeconds()
                    - ProcessUse.of(broker.pid()).cpuSeconds()
                    - ProcessUse.of(ProcessHandle.current().pid()).cpuSeconds();
            return new Look(System.nanoTime(), committed, own, others);
        }
    }
}
