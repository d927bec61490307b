package dev.presage.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void sameTextsDoNotDiffer() {
        assertThat(Difference.between("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void showsWhatIsThereAndWhatShouldBe() {
        assertThat(Difference.between("a\nb\nc\nz\n", "a\nB\nz\n"))
                .contains(
                        """
                        @ line 2
                        - b
                        - c
                        + B""");
    }

    @Test
    void whatIsAddedTakesNothingAway() {
        assertThat(Difference.between("a\na\n", "a\na\na\n")).contains("@ line 3\n+ a");
        assertThat(Difference.between("", "a\n")).contains("@ line 1\n+ a");
    }

    @Test
    void aMissingEndOfTheLastLineIsADifference() {
        assertThat(Difference.between("a", "a\n")).contains("@ line 2");
    }

    @Test
    void aLongOneIsCut() {
        assertThat(Difference.between("x\n".repeat(30), ""))
                .hasValueSatisfying(text -> assertThat(text).hasLineCount(22).endsWith("- … and 10 more lines"));
    }
}
