package dev.presage.evaluator;

/** Why a run can't go on: an exit code and one sentence. */
final class Failure extends Exception {
    private final ExitCode exitCode;
    private final String sentence;

    Failure(ExitCode exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    Failure(ExitCode exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
