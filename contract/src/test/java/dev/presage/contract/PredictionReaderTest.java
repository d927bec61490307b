package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** That what was read before makes reading quicker, and changes nothing of what is read. */
class PredictionReaderTest {
    private static final byte[] BEFORE = "{\"request_id\":\"".getBytes(UTF_8);

    private final PredictionReader reader = new PredictionReader();

    @Test
    void theThirdAnswerOfAForecastIsReadByWhatTheSecondOneLeft() {
        Prediction first = RandomMessages.prediction(new Random(1));
        Decoded<Prediction> unused = read(PredictionJson.encode(first));
        Prediction second = accepted(read(PredictionJson.encode(again(first, "2", 1))));
        Prediction third = accepted(read(PredictionJson.encode(again(first, "3", 2))));

        assertThat(third).isEqualTo(again(first, "3", 2));
        assertThat(third.referenceTime()).isSameAs(second.referenceTime());
    }

    @Test
    void answersOfManyForecastsAreReadInAnyOrder() {
        Random random = new Random(2);
        List<Prediction> answers = new ArrayList<>();
        for (int forecast = 0; forecast < 3_000; forecast++) {
            Prediction first = RandomMessages.prediction(random);
            for (int answer = 0; answer < 5; answer++) {
                answers.add(again(first, "r" + answer, answer));
            }
        }
        Collections.shuffle(answers.subList(0, 10_000), random);
        for (Prediction answer : answers) {
            assertReadAsEver(PredictionJson.encode(answer));
        }
    }

    @Test
    void messagesWithOneValueChangedAreReadAsEverHoweverOftenTheyCome() throws IOException {
        for (String variant : MessageVariants.of(MessageKind.PREDICTION)) {
            for (int time = 0; time < 3; time++) {
                assertReadAsEver(variant.getBytes(UTF_8));
            }
        }
    }

    @Test
    void anyByteMayDifferFromWhatIsKnown() {
        Random random = new Random(3);
        for (int forecast = 0; forecast < 20; forecast++) {
            Prediction prediction = RandomMessages.prediction(random);
            byte[] known = PredictionJson.encode(prediction);
            for (int at = 0; at < known.length; at++) {
                for (byte other : new byte[] {'"', '\\', ' ', '0', 'Z', '}', 0, -61, 127, (byte) random.nextInt()}) {
                    assertReadAsEver(known);
                    assertReadAsEver(known);
                    byte[] changed = known.clone();
                    changed[at] = other;
                    assertReadAsEver(changed);
                }
            }
        }
    }

    @Test
    void anyBytesMayBeMissingOrTooMany() {
        byte[] known = MessageKind.PREDICTION.everyField().getBytes(UTF_8);
        for (int from = 0; from <= known.length; from++) {
            for (int limit = from; limit <= known.length; limit++) {
                assertReadAsEver(known);
                byte[] part = new byte[limit - from];
                System.arraycopy(known, from, part, 0, part.length);
                assertReadAsEver(part);
            }
            byte[] doubled = new byte[known.length + from];
            System.arraycopy(known, 0, doubled, from, known.length);
            System.arraycopy(known, 0, doubled, 0, from);
            assertReadAsEver(doubled);
        }
    }

    @Test
    void whatLiesAroundAMessageIsNotRead() {
        byte[] message = PredictionJson.encode(RandomMessages.prediction(new Random(4)));
        byte[] bytes = new byte[BEFORE.length + message.length + 3];
        for (int time = 0; time < 3; time++) {
            System.arraycopy(BEFORE, 0, bytes, 0, BEFORE.length);
            System.arraycopy(message, 0, bytes, BEFORE.length, message.length);

            assertThat(reader.read(bytes, BEFORE.length, BEFORE.length + message.length))
                    .isEqualTo(PredictionJson.decode(message));
            assertThat(reader.read(bytes, BEFORE.length, BEFORE.length + message.length - 1))
                    .isInstanceOf(Decoded.Rejected.class);
        }
    }

    private Decoded<Prediction> read(byte[] json) {
        return reader.read(json, 0, json.length);
    }

    private static Prediction accepted(Decoded<Prediction> decoded) {
        return ((Decoded.Accepted<Prediction>) decoded).value();
    }

    /** Not by assertThat: some hundred thousand of them. */
    private void assertReadAsEver(byte[] json) {
        Decoded<Prediction> read = read(json);
        if (!read.equals(PredictionJson.decode(json))) {
            throw new AssertionError(read + " of " + new String(json, UTF_8));
        }
    }

    /** Another answer of the same forecast, at other times. */
    private static Prediction again(Prediction first, String requestId, int answer) {
        return new Prediction(
                requestId,
                first.ticker(),
                first.model(),
                answer % 2 == 0 ? first.asOf() : first.referenceTime(),
                first.referenceTime(),
                first.referencePrice(),
                first.horizonBars(),
                first.predictedPrice(),
                first.confidence(),
                first.featuresSource(),
                answer % 3 == 0 ? first.predictedAt() : first.asOf());
    }
}
