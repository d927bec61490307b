package dev.presage.evaluator.collect;

/**
 * What is read of one partition.
 *
 * @param partition its number
 * @param beginningOffset the first offset that the broker still has
 * @param fromOffset the first offset that is read
 * @param endOffset the offset after the last: where the partition ended when the run began, open transactions and what follows them
 *     left out
 */
public record PartitionRange(int partition, long beginningOffset, long fromOffset, long endOffset) {
    /** An upper bound of the records in it: control records and aborted ones have offsets too. */
    public long offsets() {
        return endOffset - fromOffset;
    }
}
