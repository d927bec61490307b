package dev.presage.benchmark.latency;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Drain;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One contender under a load that does not wait for it, from its start to its end. */
public final class OpenLoop {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LEAD = Duration.ofMillis(200);
    private static final AtomicLong RUNS = new AtomicLong();

    private final Broker broker;
    private final Topics topics;
    private final Market market;
    private final Case asked;

    public OpenLoop(Broker broker, Topics topics, Market market, Case asked) {
        this.broker = broker;
        this.topics = topics;
        this.market = market;
        this.asked = asked;
    }

    /**
     * A rate and for how long.
     *
     * @param perSecond requests
     * @param warmUp for which what comes back does not count
     * @param measured for which it does
     */
    public record Stint(double perSecond, Duration warmUp, Duration measured) {}

    /**
     * Starts the contender on empty topics and asks it at one rate after the other, until it can't keep up.
     *
     * @return a point for each rate that was tried
     */
    public List<Point> run(Drain drain, Entry entry, List<Stint> stints, int round)
            throws BenchmarkException, InterruptedException {
        topics.renewInputs();
        topics.renewOutputs();
        new Loader(broker, topics, market).loadBars();
        List<Point> points = new ArrayList<>();
        try (Drain.Started started = drain.start(entry);
                Sender sender = new Sender(broker, asked, market, topics.partitions());
                Receiver receiver = new Receiver(broker, topics)) {
            ChildProcess process = started.process();
            awaitFirst(process, sender, receiver);
            for (Stint stint : stints) {
                Latencies latencies = latencies(stint, process, sender, receiver);
                Point point = new Point(
                        entry.contender().label(),
                        entry.extra().getOrDefault("WORKER_PROFILE", ""),
                        round,
                        stint.perSecond(),
                        latencies.achievedPerSecond(),
                        latencies.percentile(50),
                        latencies.percentile(99),
                        latencies.percentile(99.9),
                        latencies.percentile(100));
                points.add(point);
                if (point.isSaturated()) {
                    break;
                }
            }
        }
        return points;
    }

    private static void awaitFirst(ChildProcess process, Sender sender, Receiver receiver) throws BenchmarkException {
        AtomicBoolean answered = new AtomicBoolean();
        long run = RUNS.incrementAndGet();
        long deadline = System.nanoTime() + START.toNanos();
        while (!answered.get()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new BenchmarkException("no prediction came within " + START + process.logTail());
            }
            sender.send(new UUID(run, 0));
            receiver.receive(Duration.ofMillis(200), (id, nanos) -> answered.set(true));
        }
    }

    private static Latencies latencies(Stint stint, ChildProcess process, Sender sender, Receiver receiver)
            throws BenchmarkException, InterruptedException {
        long run = RUNS.incrementAndGet();
        Schedule schedule =
                new Schedule(System.nanoTime() + LEAD.toNanos(), stint.perSecond(), stint.warmUp(), stint.measured());
        Latencies latencies = new Latencies(schedule, run);
        AtomicBoolean stop = new AtomicBoolean();
        Thread sending = new Thread(() -> sender.send(schedule, run, stop::get), "sender");
        sending.setDaemon(true);
        sending.start();
        try {
            while (!latencies.isComplete()) {
                process.requireAlive();
                if (latencies.isOverdue(PATIENCE)) {
                    latencies.giveUp();
                    break;
                }
                receiver.receive(Duration.ofMillis(100), latencies::received);
            }
        } finally {
            stop.set(true);
            sending.join();
        }
        return latencies;
    }
}
