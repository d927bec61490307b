package dev.presage.benchmark.measure;

/**
 * What one contender was seen to do.
 *
 * @param contender by name
 * @param round from 1
 * @param records that count
 * @param seconds they took
 * @param cpuSeconds they took of all its threads together
 * @param brokerCpuSeconds that the broker took meanwhile
 * @param peakResidentBytes of memory, since its start; the greatest of its processes
 * @param othersCores processors that all but the contender, the broker and the observer kept busy, on the average
 */
public record Run(
        String contender,
        int round,
        long records,
        double seconds,
        double cpuSeconds,
        double brokerCpuSeconds,
        long peakResidentBytes,
        double othersCores) {
    /** Throughput. */
    public double recordsPerSecond() {
        return records / seconds;
    }

    /** Processor seconds for a million records. */
    public double cpuPerMillion() {
        return cpuSeconds * 1e6 / records;
    }

    /** Processor seconds of the broker for a million records. */
    public double brokerCpuPerMillion() {
        return brokerCpuSeconds * 1e6 / records;
    }
}
