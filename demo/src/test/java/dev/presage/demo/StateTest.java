package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();
    private final Console console = new Console(new PrintWriter(said), new PrintWriter(said));

    @Test
    void isFreshInEachRun() throws Exception {
        Path directory = folder.resolve("state");
        try (State state = State.fresh(directory, console)) {
            Files.writeString(state.folder("logs").resolve("worker.log"), "of the first run");
        }
        try (State state = State.fresh(directory, console)) {
            assertThat(state.folder("logs")).isEmptyDirectory();
        }
    }

    @Test
    void isOfOneRunAtATime() throws Exception {
        try (State state = State.fresh(folder, console)) {
            Path kept = Files.writeString(state.folder("logs").resolve("worker.log"), "of the run that goes on");

            assertThatThrownBy(() -> State.fresh(folder, console))
                    .isInstanceOf(DemoException.class)
                    .hasMessage("another demo is running in " + folder + "; stop it first, or choose --state-dir");
            assertThat(kept).exists();
        }
    }

    @Test
    void neverEmptiesAFolderThatIsNotADemos() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "text");

        assertThatThrownBy(() -> State.fresh(folder, console))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("--state-dir is " + folder)
                .hasMessageContaining("expected an empty folder or a new one");
        assertThat(precious).exists();
    }

    @Test
    void endsWhatADemoThatWasKilledLeftRunningAndNothingElse() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            try (State state = State.fresh(folder, console)) {
                Leftover.write(state.processes(), "worker", left.toHandle());
                String sameNumberLongAgo = "worker " + other.pid() + " 2017-01-01T00:00:00Z\n";
                Files.writeString(state.processes(), Files.readString(state.processes()) + sameNumberLongAgo);
            }
            try (State state = State.fresh(folder, console)) {
                assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(other.isAlive()).isTrue();
                assertThat(said.toString()).containsOnlyOnce("ended worker (pid " + left.pid() + ")");
                assertThat(state.processes()).doesNotExist();
            }
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }
}
