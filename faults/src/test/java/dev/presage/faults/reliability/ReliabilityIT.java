package dev.presage.faults.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.faults.Broker;
import dev.presage.faults.Page;
import dev.presage.faults.Program;
import dev.presage.faults.Scale;
import dev.presage.process.ChildProcess;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;

/** Whatever dies, each request has its outcome, and soon. */
@Tag("faults")
@EnabledIf(value = "dockerAnswers", disabledReason = "ReliabilityIT did not run: no Docker engine answers")
class ReliabilityIT {
    static final Page PAGE = new Page(ReliabilityIT.class, "reliability.md");

    private static final Scale SCALE = Scale.asked();

    /** The short run shares its machine with the tests of another module, so it gets twice as long. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(SCALE.of(30, 15));

    private static final Duration AFTER_STOP = Duration.ofSeconds(SCALE.of(10, 5));
    private static final int GUARANTEES = 2;
    private static final List<Row> ROWS = new ArrayList<>();
    private static int passed;

    @TempDir
    static Path directory;

    private final Random random = new Random(7);

    /** All faults are gone through, and what was not as it should be is told at the end. */
    private final SoftAssertions verdict = new SoftAssertions();

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void write() throws IOException {
        if (!ROWS.isEmpty()) {
            String rows = ROWS.stream().map(Row::line).collect(Collectors.joining("\n"));
            PAGE.write(SCALE == Scale.LONG && passed == GUARANTEES, Map.of("rows", rows));
        }
    }

    /** In short, the one that is promised. */
    static Stream<String> guarantees() {
        return Stream.of(Trial.EXACTLY_ONCE, Trial.AT_LEAST_ONCE).limit(SCALE.of(1, GUARANTEES));
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void everyRequestHasItsOutcome(String guarantee) throws Exception {
        try (Trial trial = new Trial(directory, guarantee)) {
            WorkerProcess survivor = killed(trial, trial.workers.start().awaitReady());
            survivor = comingAndGoing(trial, survivor);
            brokerAway(trial);
            if (SCALE == Scale.LONG) {
                pushgatewayAway(trial);
            }
            assertThat(survivor.terminate()).isZero();
            judge(trial.total());
        }
        verdict.assertAll();
        passed++;
    }

    /** The only worker is killed at random moments, some of them while it starts, and started again at once, as by a supervisor. */
    private WorkerProcess killed(Trial trial, WorkerProcess first) throws Exception {
        int kills = SCALE.of(1, 10);
        Deque<WorkerProcess> worker = new ArrayDeque<>(List.of(first));
        Row row = trial.run("the only worker killed, and started again", kills, SCALE.of(0, 200_000), () -> {
            for (int kill = 0; kill < kills; kill++) {
                pause(random.nextInt(3_000));
                trial.suffer(worker.remove()::kill);
                worker.add(trial.workers.start());
                boolean nextWhileStarting = kill % 4 == 2;
                if (!nextWhileStarting) {
                    trial.awaitAnswers();
                }
            }
        });
        judge(row, row.silence(), AFTER_KILL);
        return worker.element();
    }

    /** Two workers, then one leaves, then three, of which one is killed. */
    private WorkerProcess comingAndGoing(Trial trial, WorkerProcess first) throws Exception {
        int times = SCALE.of(1, 3);
        Deque<WorkerProcess> workers = new ArrayDeque<>(List.of(first));
        Row stops = trial.run("one of two workers stopped", times, 0, () -> {
            for (int stop = 0; stop < times; stop++) {
                grow(trial, workers, 2);
                trial.suffer(() -> assertThat(workers.remove().terminate()).isZero());
                trial.awaitAnswers();
            }
        });
        judge(stops, stops.partitionSilence(), AFTER_STOP);
        Row kills = trial.run("one of three workers killed", times, 0, () -> {
            for (int kill = 0; kill < times; kill++) {
                grow(trial, workers, 3);
                trial.suffer(workers.remove()::kill);
                trial.awaitAnswers();
            }
        });
        judge(kills, kills.partitionSilence(), AFTER_KILL);
        Row stall = trial.run("one of two workers stands still for 10 s, then goes on", 1, 0, () -> {
            ChildProcess stalled = workers.element().process();
            trial.suffer(stalled::suspend);
            pause(10_000);
            stalled.resume();
            trial.awaitAnswers();
        });
        judge(stall, stall.partitionSilence(), AFTER_KILL);
        while (workers.size() > 1) {
            assertThat(workers.remove().terminate()).isZero();
        }
        return workers.element();
    }

    private static void grow(Trial trial, Deque<WorkerProcess> workers, int size) throws IOException {
        while (workers.size() < size) {
            workers.add(trial.workers.start().awaitReady());
        }
        trial.awaitAnswers();
    }

    /** The broker stands still, can't be reached, is shut down, and dies; it comes back each time. */
    private void brokerAway(Trial trial) throws Exception {
        Broker broker = trial.broker;
        int away = SCALE.of(8, 20);
        judge(outage(trial, "broker paused for " + away + " s", away, broker::pause, broker::unpause));
        judge(outage(trial, "broker killed, and started again", 0, broker::kill, broker::startAgain));
        if (SCALE == Scale.LONG) {
            judge(outage(trial, "broker cut off for " + away + " s", away, broker::disconnect, broker::reconnect));
            judge(outage(trial, "broker restarted", 0, broker::stop, broker::startAgain));
        }
    }

    private static Row outage(Trial trial, String fault, int seconds, Runnable begin, Runnable end) throws Exception {
        return trial.run(fault, 1, 0, () -> {
            trial.suffer(begin::run);
            pause(seconds * 1_000);
            end.run();
            trial.awaitAnswers();
        });
    }

    /** The Pushgateway is away when an evaluation wants to push: it tries again, and no request is concerned. */
    private void pushgatewayAway(Trial trial) throws Exception {
        Path reports = Files.createTempDirectory(directory, "reports");
        try (Program pushgateway = new Program("prom/pushgateway:v1.11.2", Map.of())) {
            judge(trial.run("Pushgateway away during an evaluation", 1, 0, () -> {
                pushgateway.stop();
                try (ChildProcess evaluation = trial.evaluate(reports, pushgateway.address())) {
                    await().atMost(Duration.ofMinutes(1)).until(() -> hasReport(reports) || !evaluation.isAlive());
                    evaluation.requireAlive();
                    pushgateway.startAgain();
                    assertThat(evaluation.awaitExit()).isZero();
                }
            }));
            assertThat(pushgateway.tell("GET", "/metrics", ""))
                    .contains("\nmodel_evaluator_last_success_timestamp_seconds{");
        }
    }

    private static boolean hasReport(Path reports) throws IOException {
        try (Stream<Path> files = Files.exists(reports) ? Files.walk(reports) : Stream.empty()) {
            return files.anyMatch(file -> file.endsWith("report.json"));
        }
    }

    private void judge(Row row, Duration silence, Duration longest) {
        judge(row);
        verdict.assertThat(silence).as("%s: longest silence", row.fault()).isLessThanOrEqualTo(longest);
    }

    /** Nothing was lost, nothing came out otherwise than it should, and with exactly-once nothing came out twice. */
    private void judge(Row row) {
        ROWS.add(row);
        System.out.println(row.line());
        verdict.assertThat(row.outcomes().wrong()).as(row.fault()).isEmpty();
        verdict.assertThat(row.outcomes().lost()).as("%s: lost", row.fault()).isZero();
        if (row.guarantee().equals(Trial.EXACTLY_ONCE)) {
            verdict.assertThat(row.outcomes().twice())
                    .as("%s: twice", row.fault())
                    .isZero();
        }
    }

    /** Lets time go by in which the fault lasts. */
    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
