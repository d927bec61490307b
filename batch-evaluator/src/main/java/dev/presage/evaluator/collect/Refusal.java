package dev.presage.evaluator.collect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a record lies that is no valid message, and what is wrong with it. */
record Refusal(int partition, long offset, String message) {
    /** Of two, which may be none, the one that lies first. */
    static @Nullable Refusal first(@Nullable Refusal one, @Nullable Refusal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        boolean otherFirst =
                other.partition < one.partition || (other.partition == one.partition && other.offset < one.offset);
        return otherFirst ? other : one;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(partition);
        out.writeLong(offset);
        out.writeUTF(message);
    }

    static Refusal read(DataInput in) throws IOException {
        return new Refusal(in.readInt(), in.readLong(), in.readUTF());
    }

    @Override
    public String toString() {
        return "partition " + partition + ", offset " + offset + ": " + message;
    }
}
