package dev.presage.evaluator.collect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was read of a topic.
 *
 * @param topic its name
 * @param partitions the offsets, by partition
 * @param records how many records there were in them
 * @param refused how many of those were no valid message, by reason
 * @param firstRefusal where the first of them lies and what is wrong with it; empty if there is none
 */
public record TopicRead(
        String topic, List<PartitionRange> partitions, long records, Map<String, Long> refused, String firstRefusal) {
    public TopicRead {
        partitions = List.copyOf(partitions);
        refused = Map.copyOf(refused);
    }

    static TopicRead of(String topic, List<PartitionRange> ranges, List<? extends Intake> intakes) {
        Map<String, Long> refused = new TreeMap<>();
        Refusal first = null;
        for (Intake intake : intakes) {
            intake.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
            first = Refusal.first(first, intake.firstRefusal());
        }
        return new TopicRead(
                topic,
                ranges,
                intakes.stream().mapToLong(Intake::records).sum(),
                refused,
                first == null ? "" : first.toString());
    }

    /** How many records were valid messages. */
    public long accepted() {
        return records - refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether nothing that the broker has was left out. */
    boolean fromBeginning() {
        return partitions.stream().allMatch(range -> range.fromOffset() == range.beginningOffset());
    }
}
