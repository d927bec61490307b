package dev.presage.evaluator.spark;

import dev.presage.evaluator.measure.Yardstick;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A yardstick on its way to the executors: as bytes, of which each executor makes one yardstick for all of its tasks. */
final class ShippedYardstick implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;
    private transient @Nullable Yardstick unpacked;

    ShippedYardstick(Yardstick yardstick) {
        this.bytes = yardstick.toBytes();
    }

    synchronized Yardstick unpack() {
        if (unpacked == null) {
            unpacked = Yardstick.read(bytes);
        }
        return unpacked;
    }
}
