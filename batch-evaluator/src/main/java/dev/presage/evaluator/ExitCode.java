package dev.presage.evaluator;

/** How the process ends. */
enum ExitCode {
    /** Measured and published, or there was nothing to measure. */
    DONE(0),

    /** Anything else. */
    UNFORESEEN(1),

    /** An option, a setting or a model's manifest that can't be used. */
    USAGE(2),

    /** Kafka does not answer, a topic is missing, or there are no prices at all. */
    NO_INPUT(3),

    /** Measured, but the report or the push failed. */
    NOT_PUBLISHED(4),

    /** Another run is at work. */
    LOCKED(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
