package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void theNamesAreWhatProducersAndReadersWereTold() {
        assertThat(List.of(Topic.values()))
                .map(Topic::topicName)
                .containsExactly("prices", "prediction-requests", "predictions", "prediction-requests-dlq");
    }

    @Test
    void whatTheVerdictIsComputedFromIsKeptForEver() {
        assertThat(Topic.PRICES.retention()).isEmpty();
        assertThat(Topic.PREDICTIONS.retention()).isEmpty();
    }

    @Test
    void requestsAreKeptAWeekAndDeadLettersAMonth() {
        assertThat(Topic.REQUESTS.retention()).contains(Duration.ofDays(7));
        assertThat(Topic.DEAD_LETTERS.retention()).contains(Duration.ofDays(30));
    }

    @Test
    void aDeadLetterGoesToAsManyPartitionsAsItsRequestCameFrom() {
        assertThat(Topic.DEAD_LETTERS.partitions())
                .isEqualTo(Topic.REQUESTS.partitions())
                .isEqualTo(6);
    }
}
