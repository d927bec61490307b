package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.Matcher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What predictions are measured by: the same yardstick makes accumulators that merge. Any number of threads may share one.
 *
 * @param matcher knows how forecasts ended
 * @param hindsightMeasured whether answers that came when the truth had closed are scored like the others
 */
public record Yardstick(Matcher matcher, boolean hindsightMeasured) {
    /** An accumulator that nothing was added to yet. */
    public Forecasts forecasts() {
        return new Forecasts(this);
    }

    /** All of it, for another process; about seventy bytes for each bar. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(hindsightMeasured);
            matcher.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The yardstick of another process.
     *
     * @param bytes of {@link #toBytes}
     * @throws IllegalArgumentException if they are not
     */
    public static Yardstick read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean hindsightMeasured = in.readBoolean();
            return new Yardstick(Matcher.read(in), hindsightMeasured);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes hold no yardstick", e);
        }
    }
}
