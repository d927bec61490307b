package dev.presage.evaluator.spark;

import dev.presage.evaluator.collect.PredictionIntake;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** What an executor does with its share of the records: takes them in, and hands on what was taken in. */
final class PartitionScan implements MapPartitionsFunction<Row, byte[]> {
    private static final long serialVersionUID = 1;

    private final Broadcast<ShippedYardstick> yardstick;

    PartitionScan(Broadcast<ShippedYardstick> yardstick) {
        this.yardstick = yardstick;
    }

    /** @param records of {@link KafkaSource}'s columns, by ascending offset */
    @Override
    public Iterator<byte[]> call(Iterator<Row> records) {
        PredictionIntake intake = new PredictionIntake(yardstick.value().unpack());
        while (records.hasNext()) {
            Row record = records.next();
            intake.add(record.getInt(0), record.getLong(1), record.getAs(2));
        }
        return List.of(intake.toBytes()).iterator();
    }
}
