package dev.presage.demo;

/** Why the demo can't go on: one sentence for the person who started it, and perhaps the end of a log. */
final class DemoException extends Exception {
    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
