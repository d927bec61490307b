package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the checks by character take what the regular expressions of the schemas take, and nothing else. */
class SpellingTest {
    private static final String CHARACTERS = "aZm09_-.:=^/ ~!\u007f\u0000\n\u00e9\u0161\u0661\uff21\ud83d\ude00";

    @ParameterizedTest
    @MethodSource("names")
    void takesWhatTheRegularExpressionTakes(String regex, Consumer<String> check) {
        Random random = new Random(7);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            String word = word(random);
            if (word.matches(regex)) {
                taken++;
                check.accept(word);
            } else {
                assertThatThrownBy(() -> check.accept(word))
                        .as(word)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(", expected 1 to ");
            }
        }
        assertThat(taken).isBetween(2_000, 48_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesEachCharacterThatTheRegularExpressionTakesFirstAndLater(String regex, Consumer<String> check) {
        for (char c = 0; c < 0x500; c++) {
            for (String word : new String[] {String.valueOf(c), "a" + c, c + "a", "ab" + c + "d"}) {
                assertThat(isTaken(check, word)).as(word).isEqualTo(word.matches(regex));
            }
        }
    }

    static Stream<Arguments> names() {
        Consumer<String> requestId = PredictionRequest::requireRequestId;
        Consumer<String> ticker = Ticker::new;
        Consumer<String> modelType = ModelId::requireType;
        Consumer<String> feature = FeatureValues::requireName;
        return Stream.of(
                Arguments.of("[\\x20-\\x7e]{1,128}", requestId),
                Arguments.of("[A-Za-z0-9._:=^/-]{1,32}", ticker),
                Arguments.of("[a-z][a-z0-9_-]{0,63}", modelType),
                Arguments.of("[a-z][a-z0-9_]{0,63}", feature));
    }

    private static boolean isTaken(Consumer<String> check, String word) {
        try {
            check.accept(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Mostly of letters and of a length near a limit or near none, so that words are taken as well as refused. */
    private static String word(Random random) {
        int[] lengths = {0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129};
        int length = lengths[random.nextInt(lengths.length)];
        StringBuilder word = new StringBuilder();
        int odd = random.nextInt(4); // up to three characters that may not belong
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        for (int i = 0; i < odd && length > 0; i++) {
            word.setCharAt(random.nextInt(length), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return word.toString();
    }
}
