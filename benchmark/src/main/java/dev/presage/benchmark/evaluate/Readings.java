package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.ChildProcess;
import dev.presage.benchmark.process.Command;
import dev.presage.benchmark.process.Jvm;
import dev.presage.benchmark.process.MachineUse;
import dev.presage.benchmark.process.ProcessUse;
import dev.presage.benchmark.process.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Lets readers read a history, one at a time, each in a process of its own, and looks on. */
public final class Readings {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Workshop workshop;
    private final Checkout checkout;
    private final Broker broker;
    private final Duration timeOut;

    /** @param timeOut for each */
    public Readings(Workshop workshop, Checkout checkout, Broker broker, Duration timeOut) {
        this.workshop = workshop;
        this.checkout = checkout;
        this.broker = broker;
        this.timeOut = timeOut;
    }

    /** What is known at one moment; of processes that this one started, only those that have ended. */
    private record Look(long nanos, double endedSeconds, double brokerSeconds, double othersSeconds) {}

    /**
     * Runs a reader to its end.
     *
     * @throws BenchmarkException if it fails, is too slow, or does not find what the history holds
     */
    public Reading run(Reader reader, Jvm jvm, History history, int round)
            throws BenchmarkException, InterruptedException {
        Path collections = workshop.folder("collections").resolve(reader + "-" + history.predictions() + "-" + round);
        Command command = new Command(
                reader.label(),
                reader.command(checkout, jvm.with(HeapUse.option(collections)), history, broker.bootstrapServers()),
                Map.of());
        Look before = look();
        ChildProcess process = workshop.start(command);
        long peakResidentBytes = awaitEnd(process);
        Look after = look();
        requireRight(reader, process, history);
        double seconds = (after.nanos - before.nanos) / 1e9;
        Run run = new Run(
                reader.label(),
                round,
                history.predictions(),
                seconds,
                after.endedSeconds - before.endedSeconds,
                after.brokerSeconds - before.brokerSeconds,
                peakResidentBytes,
                Math.max(0, after.othersSeconds - before.othersSeconds) / seconds);
        return new Reading(run, HeapUse.read(collections));
    }

    /** The most memory that it was seen to have. */
    private long awaitEnd(ChildProcess process) throws BenchmarkException, InterruptedException {
        long deadline = System.nanoTime() + timeOut.toNanos();
        long peak = 0;
        while (!process.endsWithin(BETWEEN_LOOKS)) {
            peak = Math.max(peak, process.peakResidentBytes());
            if (System.nanoTime() > deadline) {
                process.close();
                throw new BenchmarkException("not done within " + timeOut + process.logTail());
            }
        }
        return peak;
    }

    private static void requireRight(Reader reader, ChildProcess process, History history) throws BenchmarkException {
        if (process.exitCode() != 0) {
            process.requireAlive();
        }
        try {
            reader.requireRight(process.log(), history);
        } catch (IOException e) {
            throw new BenchmarkException("the log of " + reader + " can't be read: " + e, e);
        } catch (BenchmarkException e) {
            throw new BenchmarkException(reader + " found " + e.getMessage() + process.logTail(), e);
        }
    }

    private Look look() throws BenchmarkException {
        double ended = ProcessUse.ofEndedChildren();
        double brokers = ProcessUse.of(broker.pid()).cpuSeconds();
        double own = ProcessUse.of(ProcessHandle.current().pid()).cpuSeconds();
        return new Look(System.nanoTime(), ended, brokers, MachineUse.now().busySeconds() - ended - brokers - own);
    }
}
