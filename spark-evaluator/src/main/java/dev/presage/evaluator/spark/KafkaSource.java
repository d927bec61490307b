package dev.presage.evaluator.spark;

import dev.presage.contract.Topic;
import dev.presage.evaluator.collect.KafkaConnection;
import dev.presage.evaluator.collect.PartitionRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Ranges of the predictions as a table of Spark's, a row for each committed record.
 *
 * @param kafka whose consumers' settings the executors' consumers get
 * @param ranges by partition, of which some are not empty
 */
record KafkaSource(KafkaConnection kafka, List<PartitionRange> ranges) {
    private static final String TOPIC = Topic.PREDICTIONS.topicName();

    /** Spark sets them itself and wants to hear nothing of them. */
    private static final Set<String> OWN_SETTINGS =
            Set.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG);

    /** Partitions that hold nothing to read need no task. */
    KafkaSource {
        ranges = ranges.stream().filter(range -> range.offsets() > 0).toList();
    }

    /** The columns partition, offset and value. */
    Dataset<Row> open(SparkSession spark) {
        int processors = spark.sparkContext().defaultParallelism();
        return spark.read()
                .format("kafka")
                .options(options())
                // A topic may have fewer partitions than the cluster has processors.
                .option("minPartitions", Math.max(processors, ranges.size()))
                .load()
                .select("partition", "offset", "value");
    }

    /** As Spark names them. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        kafka.consumerSettings().forEach((name, value) -> {
            if (!OWN_SETTINGS.contains(name)) {
                options.put("kafka." + name, value.toString());
            }
        });
        options.put(
                "assign",
                json(ranges.stream()
                        .map(range -> Integer.toString(range.partition()))
                        .collect(Collectors.joining(",", "[", "]"))));
        options.put("startingOffsets", offsets(PartitionRange::fromOffset));
        options.put("endingOffsets", offsets(PartitionRange::endOffset));
        options.put("kafkaConsumer.pollTimeoutMs", Long.toString(kafka.timeout().toMillis()));
        // What retention removes in the meantime is left out, as it would be a moment later.
        options.put("failOnDataLoss", "false");
        return options;
    }

    private String offsets(ToLongFunction<PartitionRange> offset) {
        return json(ranges.stream()
                .map(range -> "\"" + range.partition() + "\":" + offset.applyAsLong(range))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String json(String ofTopic) {
        return "{\"" + TOPIC + "\":" + ofTopic + "}";
    }
}
