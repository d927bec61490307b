package dev.presage.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void padsItsColumns() {
        String text =
                new Table("", "ns").row("decode", "230.1").row("encode", "9.5").text();

        assertThat(text)
                .isEqualTo(
                        """
                        |        |    ns |
                        | ------ | ----: |
                        | decode | 230.1 |
                        | encode |   9.5 |
                        """);
    }

    @Test
    void takesNoRowOfAnotherWidth() {
        assertThatThrownBy(() -> new Table("a", "b").row("1")).hasMessage("1 cells, expected 2");
    }
}
