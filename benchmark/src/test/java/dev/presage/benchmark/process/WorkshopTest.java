package dev.presage.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkshopTest {
    @Test
    void leavesNeitherProcessNorFolder() throws Exception {
        Path folder;
        ProcessHandle process;
        try (Workshop workshop = Workshop.open()) {
            folder = workshop.folder("data");
            process = ProcessHandle.of(workshop.start(sleeper()).pid()).orElseThrow();
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(process.isAlive()).isFalse();
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    void startsNothingAnyMoreOnceItIsCleared() throws Exception {
        Workshop workshop = Workshop.open();
        workshop.close();

        assertThatThrownBy(() -> workshop.start(sleeper())).isInstanceOf(BenchmarkException.class);
    }

    @Test
    void tellsHowAProcessEndedAndWhatItSaidLast() throws Exception {
        try (Workshop workshop = Workshop.open()) {
            ChildProcess child = workshop.start(
                    new Command("complainer", List.of("sh", "-c", "echo no such topic; exit 7"), Map.of()));
            ProcessHandle.of(child.pid()).ifPresent(process -> process.onExit().join());

            assertThatThrownBy(child::requireAlive)
                    .hasMessageContaining("complainer ended with exit code 7")
                    .hasMessageContaining("no such topic");
        }
    }

    private static Command sleeper() {
        return new Command("sleeper", List.of("sleep", "600"), Map.of());
    }
}
