package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Why a field, or the whole object, is not taken. */
final class Refusal extends IllegalArgumentException {
    private final Fault fault;
    private final String sentence;

    Refusal(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
        this.sentence = sentence;
    }

    /** What a message's own check says is a fault of one of its fields. */
    static Refusal of(IllegalArgumentException e) {
        return e instanceof Refusal refusal
                ? refusal
                : new Refusal(Fault.INVALID_FIELD, String.valueOf(e.getMessage()));
    }

    static Refusal value(String name, Object value, String expected) {
        return new Refusal(Fault.INVALID_FIELD, Invalid.sentence(name, value, expected));
    }

    /** For a field that holds another kind of value than it should. */
    static Refusal type(String name, JsonParser in, String expected) throws IOException {
        return value(name, new Described(describe(in)), expected);
    }

    /** For a name that stands twice in one object, so that nobody can say which of its values was meant. */
    static Refusal duplicate(String name) {
        return new Refusal(Fault.MALFORMED_JSON, Invalid.visible(name, 100) + " appears twice, expected it once");
    }

    /** What the parser stands on, with its value if that is short to tell. */
    static String describe(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the string " + Invalid.quote(in.getText());
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> "the number " + Invalid.visible(in.getText(), 40);
            default -> in.getText();
        };
    }

    Fault fault() {
        return fault;
    }

    String sentence() {
        return sentence;
    }

    /** Nobody looks where bad input was noticed, and a flood of it must stay cheap. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** Text that is not to be quoted. */
    private record Described(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
