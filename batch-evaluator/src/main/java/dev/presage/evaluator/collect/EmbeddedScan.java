package dev.presage.evaluator.collect;

import dev.presage.contract.Topic;
import dev.presage.evaluator.measure.Yardstick;
import java.util.List;

/** Reads predictions with as many threads of this process as the machine has processors. */
public final class EmbeddedScan implements PredictionScan {
    @Override
    public PredictionIntake scan(
            KafkaConnection kafka, List<PartitionRange> ranges, Yardstick yardstick, Progress progress)
            throws KafkaUnavailableException {
        PredictionIntake all = new PredictionIntake(yardstick);
        new BoundedReader(kafka, progress)
                .read(Topic.PREDICTIONS.topicName(), ranges, partition -> new PredictionIntake(yardstick))
                .forEach(all::merge);
        return all;
    }
}
