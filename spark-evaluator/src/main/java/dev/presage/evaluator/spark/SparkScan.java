package dev.presage.evaluator.spark;

import dev.presage.evaluator.collect.KafkaConnection;
import dev.presage.evaluator.collect.KafkaUnavailableException;
import dev.presage.evaluator.collect.PartitionRange;
import dev.presage.evaluator.collect.PredictionIntake;
import dev.presage.evaluator.collect.PredictionScan;
import dev.presage.evaluator.collect.Progress;
import dev.presage.evaluator.measure.Yardstick;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Scans predictions with the executors of the Spark application that this process drives. It is begun for the scan and ended after it,
 * so that nothing is occupied while prices are read, figures are pushed, or a night is waited for.
 */
final class SparkScan implements PredictionScan {
    @Override
    public PredictionIntake scan(
            KafkaConnection kafka, List<PartitionRange> ranges, Yardstick yardstick, Progress progress)
            throws KafkaUnavailableException {
        PredictionIntake all = new PredictionIntake(yardstick);
        long offsets = ranges.stream().mapToLong(PartitionRange::offsets).sum();
        if (offsets == 0) {
            return all;
        }
        progress.begin("reading predictions", offsets);
        try {
            taken(new KafkaSource(kafka, ranges), yardstick).forEach(all::merge);
            progress.advance(offsets);
            return all;
        } catch (Exception e) { // Scala declares nothing that is thrown
            throw failure(kafka, e);
        } finally {
            progress.end();
        }
    }

    /** What each task took in: nothing is there twice, however often a task was tried. */
    private static List<byte[]> taken(KafkaSource source, Yardstick yardstick) {
        SparkSession spark =
                SparkSession.builder().appName("Presage batch-evaluator").getOrCreate();
        try {
            Broadcast<ShippedYardstick> shipped =
                    new JavaSparkContext(spark.sparkContext()).broadcast(new ShippedYardstick(yardstick));
            return source.open(spark)
                    .mapPartitions(new PartitionScan(shipped), Encoders.BINARY())
                    .collectAsList();
        } finally {
            spark.stop();
        }
    }

    /**
     * What to say of a job's failure, whose cause is that of a task.
     *
     * @throws IllegalStateException if it has nothing to do with Kafka
     */
    static KafkaUnavailableException failure(KafkaConnection kafka, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException ofKafka) {
                return kafka.unavailable(ofKafka);
            }
            if (cause instanceof TimeoutException) { // Spark's own, of a record that did not come
                return kafka.unavailable(new org.apache.kafka.common.errors.TimeoutException(cause));
            }
        }
        throw new IllegalStateException("Spark could not read the predictions", e);
    }
}
