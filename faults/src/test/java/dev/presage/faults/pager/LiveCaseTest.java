package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.faults.Scale;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveCaseTest {
    private static final Set<String> ALL_OF = Set.of("evaluation.yml", "model.yml");

    @Test
    void thereIsOneOfEachCriticalAlertAndOfAllOnEvaluationsAndModels() throws Exception {
        Path unused = Path.of("unused");
        Set<String> live = Stream.of(
                        new DowntimeScene(unused),
                        new RequestScene(unused),
                        new EvaluationScene(unused),
                        new WatcherScene())
                .flatMap(scene -> scene.cases(Scale.LONG).stream())
                .flatMap(played -> played instanceof Incident incident ? incident.alerts().stream() : Stream.empty())
                .map(alert -> alert.name() + " " + alert.severity())
                .collect(Collectors.toSet());

        List<String> shipped = ShippedAlert.all().stream()
                .filter(alert -> alert.isCritical() || ALL_OF.contains(alert.file()))
                .map(alert -> alert.name() + " " + alert.severity())
                .toList();

        assertThat(shipped).isNotEmpty();
        assertThat(live).containsAll(shipped);
    }
}
