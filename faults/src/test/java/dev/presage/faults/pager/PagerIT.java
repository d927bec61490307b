package dev.presage.faults.pager;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.presage.faults.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.testcontainers.DockerClientFactory;

/**
 * The pager rings for what it should, by the shipped rules and routes, and for nothing else. Each scene is a system of its own, and they are
 * played side by side.
 */
@Tag("faults")
@EnabledIf(value = "dockerAnswers", disabledReason = "PagerIT did not run: no Docker engine answers")
class PagerIT {
    private static final Scale SCALE = Scale.asked();
    private static final AtomicInteger SCENES_LEFT = new AtomicInteger(4);
    private static final LivePage PAGE = new LivePage();

    @TempDir
    static Path directory;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void write() throws IOException {
        PAGE.write(SCALE == Scale.LONG && SCENES_LEFT.get() == 0);
    }

    @Test
    @Execution(CONCURRENT)
    void tellsOfWorkersAndBrokersThatComeAndGo() throws Exception {
        play(new DowntimeScene(folder("downtime")));
    }

    @Test
    @Execution(CONCURRENT)
    void tellsOfRequestsPricesAndModels() throws Exception {
        play(new RequestScene(folder("requests")));
    }

    @Test
    @Execution(CONCURRENT)
    void tellsOfEvaluations() throws Exception {
        play(new EvaluationScene(folder("evaluation")));
    }

    @Test
    @Execution(CONCURRENT)
    void tellsOfTheMonitoringItself() throws Exception {
        play(new WatcherScene());
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** Plays all cases of a scene, one after the other, even if one fails. */
    private static void play(Scene scene) throws Exception {
        List<LiveCase> cases = scene.cases(SCALE);
        if (cases.isEmpty()) {
            return;
        }
        try {
            scene.start();
            Pager pager = new Pager(scene.monitoring, PAGE);
            assertAll(cases.stream().map(live -> () -> play(live, pager)));
            SCENES_LEFT.decrementAndGet();
        } finally {
            scene.end();
        }
    }

    private static void play(LiveCase live, Pager pager) {
        try {
            pager.play(live);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(live.what() + ": " + e.getMessage(), e);
        }
    }
}
