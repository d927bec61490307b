package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/**
 * What reading bad input may cost, and what is to be said about it. Assertions are made only of what is wrong: to put one together for each
 * of a million inputs takes longer than the rest.
 */
public final class Bounds {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long LONGEST_NANOS = 500_000_000;
    private static final int MOST_ALLOCATED = 128 * 1024;
    private static final int MOST_ALLOCATED_A_BYTE = 16;
    private static final int LONGEST_SENTENCE = 400;

    /** Jackson's own sentences have them; whoever sent the message knows nothing of Jackson. */
    private static final List<String> WORDS_OF_THE_PARSER = List.of("Feature", "[Source");

    private Bounds() {}

    /**
     * What the reading gives, which takes at most half a second of the processor, and {@value #MOST_ALLOCATED} bytes of memory and
     * {@value #MOST_ALLOCATED_A_BYTE} more for each byte that is read. What seems to take more is read again: the first reading of a kind
     * loads classes, other processes take the processor away, and to ask for its time takes longer than most readings.
     */
    public static <T> T within(int bytesRead, Supplier<T> reading) {
        long mostAllocated = MOST_ALLOCATED + (long) MOST_ALLOCATED_A_BYTE * bytesRead;
        long start = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T read = reading.get();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (System.nanoTime() - start > LONGEST_NANOS || allocated > mostAllocated) {
            before = THREADS.getCurrentThreadAllocatedBytes();
            start = THREADS.getCurrentThreadCpuTime();
            read = reading.get();
            long nanos = THREADS.getCurrentThreadCpuTime() - start;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (nanos > LONGEST_NANOS || allocated > mostAllocated) {
                throw new AssertionError(
                        bytesRead + " bytes take " + nanos + " ns and " + allocated + " bytes of memory");
            }
        }
        return read;
    }

    static void assertIsOneSentence(Decoded.Rejected<?> rejected, byte[] json) {
        String id = rejected.requestId();
        String text = new String(json, UTF_8);
        if (!isSentence(rejected.message(), LONGEST_SENTENCE)
                || WORDS_OF_THE_PARSER.stream()
                        .anyMatch(word -> rejected.message().contains(word) && !text.contains(word))
                || (id != null && !id.matches("[ -~]{1,128}"))) {
            throw new AssertionError(rejected + " for " + text);
        }
    }

    /** Whether a person can read it, on one line. */
    public static boolean isSentence(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl)
                && text.equals(new String(text.getBytes(UTF_8), UTF_8))
                && text.indexOf('\u2028') < 0;
    }
}
