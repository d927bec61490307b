package dev.presage.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.alerts.Repository;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void theReadmeIsShortEnoughToBeRead() {
        assertThat(Repository.read(Repository.file("README.md")).lines()).hasSizeBetween(50, 150);
    }
}
