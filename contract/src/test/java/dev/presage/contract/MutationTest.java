package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That a decoder is total: any bytes in, a message or one fit sentence out. */
class MutationTest {
    private static final int LONGEST_SENTENCE = 400;

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void anyDamageEndsInAMessageOrInOneSentence(MessageKind<T> kind) {
        Random random = new Random(4);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        int accepted = 0;

        for (int i = 0; i < 70_000; i++) {
            byte[] json = Mutation.of(random, kind.randomMessage(random));
            Decoded<T> decoded = kind.decode().apply(json);
            if (decoded instanceof Decoded.Accepted<T> message) {
                accepted++;
                // what was taken is a message like any other, so it can be written and is read back as the same
                assertThat(kind.decode().apply(kind.encode().apply(message.value())))
                        .isEqualTo(decoded);
            } else if (decoded instanceof Decoded.Rejected<T> rejected) {
                faults.add(rejected.fault());
                assertIsOneSentence(rejected, json);
            }
        }

        assertThat(accepted).isBetween(2_000, 35_000);
        assertThat(faults).containsExactlyInAnyOrder(Fault.MALFORMED_JSON, Fault.MISSING_FIELD, Fault.INVALID_FIELD);
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void noiseEndsInOneSentence(MessageKind<T> kind) {
        Random random = new Random(5);

        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = '{';
            }

            assertThat(kind.decode().apply(noise))
                    .isInstanceOfSatisfying(
                            Decoded.Rejected.class,
                            rejected -> assertIsOneSentence((Decoded.Rejected<?>) rejected, noise));
        }
    }

    static void assertIsOneSentence(Decoded.Rejected<?> rejected, byte[] json) {
        String sentence = rejected.message();
        boolean isFit = !sentence.isBlank()
                && sentence.length() <= LONGEST_SENTENCE
                && sentence.chars().noneMatch(Character::isISOControl)
                && sentence.equals(new String(sentence.getBytes(UTF_8), UTF_8))
                && sentence.indexOf('\u2028') < 0
                && !sentence.contains("Feature")
                && !sentence.contains("[Source");
        assertThat(isFit).as(() -> sentence + " for " + new String(json, UTF_8)).isTrue();
        if (rejected.requestId() != null) {
            assertThat(rejected.requestId()).matches("[ -~]{1,128}");
        }
    }
}
