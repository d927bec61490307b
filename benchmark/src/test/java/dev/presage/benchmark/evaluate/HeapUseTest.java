package dev.presage.benchmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HeapUseTest {
    private static final String YOUNG =
            "[1.2s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 100M->30M(390M) 4.000ms";
    private static final String REMARK = "[1.3s][info][gc] GC(1) Pause Remark 60M->50M(390M) 4.000ms";
    private static final String END =
            "[9.0s][info][gc,heap,exit]  garbage-first heap   total 399360K, used 204800K [0x1, 0x2)";

    @Test
    void tellsTheMostThatWasUsedAndTheMostThatACollectionLeft() {
        HeapUse use = HeapUse.of(List.of("[0.0s][info][gc] Using G1", YOUNG, REMARK, END));

        assertThat(use).isEqualTo(new HeapUse(200L << 20, 50L << 20, 0.008));
    }

    @Test
    void addsUpTheGenerationsOfCollectorsThatDivideTheHeap() {
        HeapUse use = HeapUse.of(List.of(
                "[0.0s][info][gc] Using Parallel",
                "[1.2s][info][gc] GC(0) Pause Young (Allocation Failure) 100M->30M(390M) 4.000ms",
                "[9.0s][info][gc,heap,exit]  PSYoungGen      total 149504K, used 102400K [0x1, 0x2, 0x3)",
                "[9.0s][info][gc,heap,exit]   eden space 128512K, 83% used [0x1,0x2,0x3)",
                "[9.0s][info][gc,heap,exit]  ParOldGen       total 341504K, used 51200K [0x1, 0x2, 0x3)",
                "[9.0s][info][gc,heap,exit]  Metaspace       used 20000K, committed 20480K, reserved 1114112K"));

        assertThat(use).isEqualTo(new HeapUse(150L << 20, 30L << 20, 0.004));
    }

    @Test
    void aLogThatBreaksOffSaysNothing() {
        assertThatThrownBy(() -> HeapUse.of(List.of(YOUNG))).hasMessage("no line of the heap at the end");
    }
}
