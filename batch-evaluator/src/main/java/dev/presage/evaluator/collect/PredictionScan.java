package dev.presage.evaluator.collect;

import dev.presage.evaluator.measure.Yardstick;
import java.util.List;

/** By what means predictions are read: by the threads of this process, {@link EmbeddedScan}, or by other machines. */
public interface PredictionScan {
    /**
     * Takes in every committed record of some ranges of the topic of predictions. They end by offset, for markers of transactions and
     * aborted records have offsets too.
     *
     * @param kafka whose consumers' settings are to be kept to
     * @param ranges by partition; some may be empty
     * @param yardstick what the predictions are measured by
     * @param progress is told of the offsets that are passed
     * @return all that was read
     * @throws KafkaUnavailableException if Kafka does not answer
     */
    PredictionIntake scan(KafkaConnection kafka, List<PartitionRange> ranges, Yardstick yardstick, Progress progress)
            throws KafkaUnavailableException;
}
