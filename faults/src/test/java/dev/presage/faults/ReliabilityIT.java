package dev.presage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/** Whatever dies, each request has its outcome, and soon. */
@Tag("faults")
@EnabledIf(value = "dockerAnswers", disabledReason = "ReliabilityIT did not run: no Docker engine answers")
class ReliabilityIT {
    private static final Duration AFTER_KILL = Duration.ofSeconds(15);
    private static final Duration AFTER_STOP = Duration.ofSeconds(5);
    private static final Scale SCALE = Scale.asked();
    private static final List<Row> ROWS = new ArrayList<>();

    @TempDir
    static Path directory;

    private final Random random = new Random(7);

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void write() throws IOException {
        if (!ROWS.isEmpty()) {
            ReliabilityPage.write(SCALE, ROWS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Trial.EXACTLY_ONCE, Trial.AT_LEAST_ONCE})
    void everyRequestHasItsOutcome(String guarantee) throws Exception {
        try (Trial trial = new Trial(directory, guarantee)) {
            WorkerProcess survivor = killed(trial, trial.workers.start().awaitReady());
            survivor = comingAndGoing(trial, survivor);
            brokerAway(trial);
            assertThat(survivor.terminate()).isZero();
        }
    }

    /** The only worker is killed at random moments, some of them while it starts, and started again at once, as by a supervisor. */
    private WorkerProcess killed(Trial trial, WorkerProcess first) throws Exception {
        int kills = SCALE.of(2, 10);
        List<WorkerProcess> worker = new ArrayList<>(List.of(first));
        Row row = trial.run("the only worker killed, and started again", kills, SCALE.of(0, 200_000), () -> {
            List<Duration> recoveries = new ArrayList<>();
            for (int kill = 0; kill < kills; kill++) {
                pause(random.nextInt(1_500));
                boolean again = kill % 4 == 2;
                recoveries.add(trial.recovery(() -> {
                    restart(trial, worker);
                    if (again) {
                        pause(random.nextInt(4_000));
                        restart(trial, worker);
                    }
                }));
                kill += again ? 1 : 0;
            }
            return recoveries;
        });
        judge(row, AFTER_KILL);
        return worker.get(0);
    }

    private static void restart(Trial trial, List<WorkerProcess> worker) throws IOException, InterruptedException {
        worker.get(0).kill();
        worker.set(0, trial.workers.start());
    }

    /** Two workers, then one leaves, then three, of which one is killed. */
    private WorkerProcess comingAndGoing(Trial trial, WorkerProcess first) throws Exception {
        List<WorkerProcess> workers = new ArrayList<>(List.of(first));
        Row stops = trial.run("one of two workers stopped", SCALE.of(1, 3), 0, () -> {
            List<Duration> recoveries = new ArrayList<>();
            for (int stop = 0; stop < SCALE.of(1, 3); stop++) {
                workers.add(trial.workers.start().awaitReady());
                trial.awaitAnswers();
                recoveries.add(trial.recovery(
                        () -> assertThat(workers.remove(0).terminate()).isZero()));
            }
            return recoveries;
        });
        judge(stops, AFTER_STOP);
        Row kills = trial.run("one of three workers killed", SCALE.of(1, 3), 0, () -> {
            List<Duration> recoveries = new ArrayList<>();
            for (int kill = 0; kill < SCALE.of(1, 3); kill++) {
                while (workers.size() < 3) {
                    workers.add(trial.workers.start().awaitReady());
                }
                trial.awaitAnswers();
                recoveries.add(trial.recovery(() -> workers.remove(0).kill()));
            }
            return recoveries;
        });
        judge(kills, AFTER_KILL);
        while (workers.size() > 1) {
            assertThat(workers.remove(0).terminate()).isZero();
        }
        return workers.get(0);
    }

    /** The broker stands still, can't be reached, is shut down, and dies; it comes back each time. */
    private static void brokerAway(Trial trial) throws Exception {
        int away = SCALE.of(8, 20);
        judge(outage(trial, "broker paused for " + away + " s", away, trial.broker::pause, trial.broker::unpause));
        judge(outage(
                trial, "broker cut off for " + away + " s", away, trial.broker::disconnect, trial.broker::reconnect));
        judge(outage(trial, "broker restarted", 0, trial.broker::stop, trial.broker::startAgain));
        judge(outage(trial, "broker killed, and started again", 0, trial.broker::kill, trial.broker::startAgain));
    }

    private static Row outage(Trial trial, String fault, int seconds, Runnable begin, Runnable end) throws Exception {
        return trial.run(
                fault,
                1,
                0,
                () -> trial.recoveries(1, () -> {
                    begin.run();
                    pause(seconds * 1_000);
                    end.run();
                }));
    }

    private static void judge(Row row, Duration bound) {
        judge(row);
        assertThat(row.slowestRecovery()).as(row.fault()).isLessThanOrEqualTo(bound);
    }

    private static void judge(Row row) {
        ROWS.add(row);
        Trial.assertHonest(row);
    }

    /** Lets time go by in which the fault lasts. */
    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
