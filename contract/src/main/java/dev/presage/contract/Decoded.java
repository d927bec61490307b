package dev.presage.contract;

import org.jspecify.annotations.Nullable;

/** What a decoder makes of any bytes whatever: a message that is valid, or the reason why there is none. */
public sealed interface Decoded<T> {
    /** The bytes were a valid message. */
    record Accepted<T>(T value) implements Decoded<T> {}

    /**
     * The bytes were no valid message.
     *
     * @param fault the kind of problem, to be counted
     * @param message one sentence that names the field, its value and what was expected
     * @param requestId the request's id where it could be read, so that its sender can find it
     */
    record Rejected<T>(Fault fault, String message, @Nullable String requestId) implements Decoded<T> {}
}
