package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.presage.faults.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final LivePage PAGE = new LivePage();

    @TempDir
    static Path directory;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void write() throws IOException {
        PAGE.write(SCALE);
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
            Pager pager = new Pager(scene.monitoring);
            assertAll(cases.stream().map(live -> () -> play(live, pager)));
        } finally {
            scene.end();
        }
    }

    private static void play(LiveCase live, Pager pager) {
        try {
            PAGE.play(live, pager);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(live.what() + ": " + e.getMessage(), e);
        }
    }

    @Test
    void everyCriticalAlertAndAllOfEvaluationsAndModelsHaveALiveCase() throws Exception {
        Set<String> live = Stream.of(
                        new DowntimeScene(directory),
                        new RequestScene(directory),
                        new EvaluationScene(directory),
                        new WatcherScene())
                .flatMap(scene -> scene.cases(Scale.LONG).stream())
                .flatMap(played -> played instanceof Incident incident ? incident.alerts().stream() : Stream.empty())
                .map(alert -> alert.name() + " " + alert.severity())
                .collect(Collectors.toSet());

        assertThat(live)
                .containsAll(ShippedAlert.all().stream()
                        .filter(alert -> alert.isCritical()
                                || Set.of("evaluation.yml", "model.yml").contains(alert.file()))
                        .map(alert -> alert.name() + " " + alert.severity())
                        .toList());
    }
}
