package dev.presage.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessUseTest {
    @Test
    void addsUserAndKernelTimeAfterANameWithBlanksAndBrackets() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 9 8 7 6 1234 66 5 4 20 0 1 0 99 1000 200";

        assertThat(ProcessUse.cpuTicks(stat)).isEqualTo(1300);
    }

    @Test
    void addsUserAndKernelTimeOfEndedChildren() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 9 8 7 6 1234 66 500 40 20 0 1 0 99 1000 200";

        assertThat(ProcessUse.endedChildrenTicks(stat)).isEqualTo(540);
    }

    @Test
    void anEndedProcessCountsWhenItHasBeenWaitedFor() throws Exception {
        double before = ProcessUse.ofEndedChildren();
        int exitCode = new ProcessBuilder(Jvm.own().home().resolve("bin/java").toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();

        assertThat(exitCode).isZero();
        assertThat(ProcessUse.ofEndedChildren()).isGreaterThan(before);
    }

    @Test
    void readsAFieldOfKilobytes() {
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  409600 kB", "VmRSS:\t  204800 kB");

        assertThat(ProcessUse.kilobytes(status, "VmHWM")).isEqualTo(409_600);
        assertThat(ProcessUse.kilobytes(status, "VmRSS")).isEqualTo(204_800);
    }

    @Test
    void aMissingFieldIsNotZero() {
        assertThatThrownBy(() -> ProcessUse.kilobytes(List.of("Name:\tjava"), "VmHWM"))
                .hasMessage("no line VmHWM");
    }

    @Test
    void thisProcessHasUsedProcessorAndMemory() throws Exception {
        ProcessUse use = ProcessUse.of(ProcessHandle.current().pid());

        assertThat(use.cpuSeconds()).isPositive();
        assertThat(use.residentBytes()).isPositive().isLessThanOrEqualTo(use.peakResidentBytes());
    }

    @Test
    void theMachineIsBusyInUserAndKernelModeAndWhenItsTimeIsStolenButNotWhenItWaits() {
        assertThat(MachineUse.busyTicks("cpu  100 20 3 9999 8888 7 6 5 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n"))
                .isEqualTo(141);
    }
}
