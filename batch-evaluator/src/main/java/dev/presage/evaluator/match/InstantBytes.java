package dev.presage.evaluator.match;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** An instant in twelve bytes: seconds since 1970, and the nanoseconds on top of them. */
final class InstantBytes {
    private InstantBytes() {}

    static void write(Instant instant, DataOutput out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant read(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
