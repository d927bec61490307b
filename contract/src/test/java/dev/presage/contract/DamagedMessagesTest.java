package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/** That a decoder is total: any bytes in, a message or one fit sentence out, within bounds of time and memory. */
@Tag("faults")
class DamagedMessagesTest {
    /** Bytes that were a message. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Damaged<T>(MessageKind<T> kind, byte[] json) {
        @Override
        public String toString() {
            return kind + " " + new String(json, UTF_8);
        }
    }

    @Provide
    Arbitrary<Damaged<?>> damaged() {
        return Combinators.combine(Arbitraries.of(MessageKind.all()), seeds(), Damage.any())
                .as((kind, seed, damage) ->
                        new Damaged<>(kind, Damage.of(damage, kind.randomMessage(new Random(seed)))));
    }

    @Provide
    Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(64).map(noise -> {
            if (noise.length % 2 == 1) {
                noise[0] = '{';
            }
            return noise;
        });
    }

    @Provide
    Arbitrary<byte[]> manifests() throws IOException {
        byte[] manifest = Files.readAllBytes(ModelManifestTest.EXAMPLE);
        return Damage.any().map(damage -> Damage.of(damage, manifest));
    }

    private static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform());
    }

    @Property
    @Inputs(few = 30_000, many = 600_000)
    void anyDamageEndsInAMessageOrInOneSentence(@ForAll("damaged") Damaged<?> damaged) {
        String outcome = checked(damaged);
        Statistics.collect(outcome);
        Statistics.coverage(outcomes -> {
            for (String common : new String[] {"taken", "taken in the quick way", "MALFORMED_JSON", "INVALID_FIELD"}) {
                outcomes.check(common).percentage(share -> share > 2);
            }
            outcomes.check("MISSING_FIELD").percentage(share -> share > 0.5);
            outcomes.check("TOO_LARGE").percentage(share -> share > 0.1);
        });
    }

    @Property
    @Inputs(few = 5_000, many = 100_000)
    void noiseEndsInOneSentence(@ForAll("noise") byte[] noise) {
        for (MessageKind<?> kind : MessageKind.all()) {
            assertThat(checked(new Damaged<>(kind, noise))).isIn("MALFORMED_JSON", "MISSING_FIELD");
        }
    }

    @Property
    @Inputs(few = 5_000, many = 50_000)
    void theCodecTakesExactlyWhatTheSchemaLetsPass(@ForAll("damaged") Damaged<?> damaged) throws IOException {
        boolean taken = SchemaTest.isTakenAsTheSchemaSays(damaged.kind(), damaged.json());
        Statistics.collect(taken);
        Statistics.coverage(shares -> shares.check(true).percentage(share -> share > 5 && share < 80));
    }

    @Property
    @Inputs(few = 5_000, many = 100_000)
    void aDamagedManifestIsAManifestOrOneSentence(@ForAll("manifests") byte[] json) {
        Decoded<ModelManifest> decoded = Bounds.within(json.length, () -> ModelManifestJson.decode(json));
        if (decoded instanceof Decoded.Rejected<ModelManifest> rejected) {
            Bounds.assertIsOneSentence(rejected, json);
        } else {
            ModelManifest manifest = ((Decoded.Accepted<ModelManifest>) decoded).value();
            assertThat(ModelManifestJson.decode(ModelManifestJson.encode(manifest)))
                    .isEqualTo(decoded);
        }
    }

    private static <T> String checked(Damaged<T> damaged) {
        Bounds.within(damaged.json().length, () -> damaged.kind().decode().apply(damaged.json()));
        return outcome(damaged);
    }

    /** What becomes of the bytes; an {@link AssertionError} if it is not the same whoever reads them, or no fit sentence. */
    static <T> String outcome(Damaged<T> damaged) {
        MessageKind<T> kind = damaged.kind();
        byte[] json = damaged.json();
        Decoded<T> decoded = kind.decode().apply(json);
        if (kind.decodeUsual().apply(json) != null) {
            assertThat(kind.decodeStrictly().apply(json)).isEqualTo(decoded);
        }
        if (decoded instanceof Decoded.Rejected<T> rejected) {
            Bounds.assertIsOneSentence(rejected, json);
            return rejected.fault().name();
        }
        // what was taken is a message like any other, so it can be written and is read back as the same
        T message = ((Decoded.Accepted<T>) decoded).value();
        assertThat(kind.decode().apply(kind.encode().apply(message))).isEqualTo(decoded);
        return kind.decodeUsual().apply(json) == null ? "taken" : "taken in the quick way";
    }
}
