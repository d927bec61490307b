package dev.presage.benchmark.measure;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.ChildProcess;
import dev.presage.benchmark.process.Command;
import dev.presage.benchmark.process.MachineUse;
import dev.presage.benchmark.process.Ports;
import dev.presage.benchmark.process.ProcessUse;
import dev.presage.benchmark.process.Workshop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private record Look(long nanos, long committed, List<ProcessUse> own, ProcessUse broker, double othersSeconds) {
        double cpuSeconds() {
            return own.stream().mapToDouble(ProcessUse::cpuSeconds).sum();
        }
    }

    /**
     * Starts the contender, takes it through the quota, and ends it.
     *
     * @throws BenchmarkException if it dies, is too slow, or, being the worker, does not predict all that was loaded
     */
    public Run run(Entry entry, Quota quota, int round) throws BenchmarkException, InterruptedException {
        String group = group(entry);
        List<Started> crew = new ArrayList<>();
        try {
            for (int process = 0; process < entry.processes(); process++) {
                crew.add(start(entry, group));
            }
            return measure(crew, entry.contender(), quota, round);
        } finally {
            crew.forEach(Started::close);
        }
    }

    private Run measure(List<Started> crew, Contender contender, Quota quota, int round)
            throws BenchmarkException, InterruptedException {
        Course course = new Course(contender, crew, quota);
        Look first = course.await(quota.warmUp());
        Look last = course.await(quota.warmUp() + quota.measured());
        if (contender == Contender.WORKER) {
            course.await(quota.loaded());
            new AllPredicted(course.metrics).require(quota.loaded());
        }
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        return new Run(
                contender.label(),
                round,
                last.committed() - first.committed(),
                seconds,
                last.cpuSeconds() - first.cpuSeconds(),
                last.broker().cpuSeconds() - first.broker().cpuSeconds(),
                last.own().stream()
                        .mapToLong(ProcessUse::peakResidentBytes)
                        .max()
                        .orElseThrow(),
                Math.max(0, last.othersSeconds() - first.othersSeconds()) / seconds);
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

    /** Starts one process of a contender, in a group of its own. */
    public Started start(Entry entry) throws BenchmarkException {
        return start(entry, group(entry));
    }

    private static String group(Entry entry) {
        return "benchmark-" + entry.contender().label() + "-" + UUID.randomUUID();
    }

    private Started start(Entry entry, String group) throws BenchmarkException {
        int port = Ports.free();
        Path state = workshop.folder(group + "-" + port);
        Map<String, String> environment = entry.environment(group, port, models, state, broker.bootstrapServers());
        Command command = new Command(entry.contender().label(), entry.command(checkout), environment);
        return new Started(workshop.start(command), group, port);
    }

    /** One contender's way through the topic. */
    private final class Course {
        private final Contender contender;
        private final List<ChildProcess> crew;
        private final Offsets offsets;
        private final List<Metrics> metrics;
        private final Quota quota;
        private final long deadline;
        private long nextScrape;

        private Course(Contender contender, List<Started> crew, Quota quota) {
            this.contender = contender;
            this.crew = crew.stream().map(Started::process).toList();
            this.offsets = new Offsets(broker.admin(), crew.get(0).group());
            this.metrics =
                    crew.stream().map(started -> new Metrics(started.port())).toList();
            this.quota = quota;
            this.deadline = System.nanoTime() + quota.timeOut().toNanos();
            this.nextScrape = System.nanoTime() + BETWEEN_SCRAPES.toNanos();
        }

        /** The first look at which that many are committed. */
        private Look await(long records) throws BenchmarkException, InterruptedException {
            while (true) {
                for (ChildProcess process : crew) {
                    process.requireAlive();
                }
                long committed = offsets.committed();
                if (committed >= records) {
                    return look(committed);
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException(contender + " committed " + committed + " requests within "
                            + quota.timeOut() + ", expected " + records
                            + crew.get(0).logTail());
                }
                if (contender.hasMetrics() && System.nanoTime() > nextScrape) {
                    for (Metrics process : metrics) {
                        String unused = process.scrape();
                    }
                    nextScrape += BETWEEN_SCRAPES.toNanos();
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        }

        private Look look(long committed) throws BenchmarkException {
            List<ProcessUse> own = new ArrayList<>();
            for (ChildProcess process : crew) {
                own.add(ProcessUse.of(process.pid()));
            }
            ProcessUse brokers = ProcessUse.of(broker.pid());
            double others = MachineUse.now().busySeconds()
                    - own.stream().mapToDouble(ProcessUse::cpuSeconds).sum()
                    - brokers.cpuSeconds()
                    - ProcessUse.of(ProcessHandle.current().pid()).cpuSeconds();
            return new Look(System.nanoTime(), committed, own, brokers, others);
        }
    }
}
