package dev.presage.benchmark.report;

import java.util.List;

/**
 * What {@code soak} measured: whether a worker's memory grows with its work.
 *
 * @param environment where and when
 * @param asked the case's name
 * @param requests answered in all, by one process
 * @param samples in order
 */
public record SoakSection(Environment environment, String asked, long requests, List<Sample> samples) {
    /** The name of its file. */
    public static final String NAME = "soak";

    /**
     * One look at the worker.
     *
     * @param seconds since it started
     * @param requests it has answered
     * @param residentBytes of memory, now
     */
    public record Sample(double seconds, long requests, long residentBytes) {}

    public SoakSection {
        samples = List.copyOf(samples);
    }

    /** The most there ever was at a look. */
    public long maxBytes() {
        return samples.stream().mapToLong(Sample::residentBytes).max().orElseThrow();
    }

    /** Memory at the first look after so many requests. */
    public long bytesAfter(long answered) {
        return samples.stream()
                .filter(sample -> sample.requests() >= answered)
                .findFirst()
                .orElseThrow()
                .residentBytes();
    }

    /** Memory at the last look. */
    public long bytesAtEnd() {
        return samples.get(samples.size() - 1).residentBytes();
    }
}
