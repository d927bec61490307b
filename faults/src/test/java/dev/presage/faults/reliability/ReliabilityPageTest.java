package dev.presage.faults.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityPageTest {
    private static final int LOST = 5;
    private static final int TWICE = 6;

    @Test
    void saysThatNothingWasLostAndNothingCameTwiceInExactlyOnce() throws IOException {
        List<String[]> rows = rows(Trial.EXACTLY_ONCE);

        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(cells -> {
            assertThat(cells[LOST]).isEqualTo("0");
            assertThat(cells[TWICE]).isEqualTo("0");
        });
    }

    @Test
    void saysThatNothingWasLostInAtLeastOnce() throws IOException {
        assertThat(rows(Trial.AT_LEAST_ONCE)).hasSizeGreaterThan(5).allSatisfy(cells -> assertThat(cells[LOST])
                .isEqualTo("0"));
    }

    /** The cells of the rows of one guarantee; the first is what comes before the first bar, nothing. */
    private static List<String[]> rows(String guarantee) throws IOException {
        return Files.readAllLines(ReliabilityIT.PAGE.committed()).stream()
                .filter(line -> line.startsWith("| ") && line.contains("| " + guarantee + " |"))
                .map(line -> line.split(" *\\| *"))
                .toList();
    }
}
