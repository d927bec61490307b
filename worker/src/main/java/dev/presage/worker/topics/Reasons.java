package dev.presage.worker.topics;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a Kafka client could not be made. */
public final class Reasons {
    private Reasons() {}

    /** What went wrong, and why: Kafka names the setting's value only in the last cause. */
    public static String of(@Nullable Throwable problem) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            reasons.add(String.valueOf(cause.getMessage()));
        }
        return String.join(": ", reasons);
    }
}
