package dev.presage.evaluator.collect;

/** Kafka, or what the evaluation needs of it, is not there. */
public final class KafkaUnavailableException extends Exception {
    private final String sentence;

    KafkaUnavailableException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    KafkaUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** What is not there. */
    public String sentence() {
        return sentence;
    }
}
