package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.contract.TrainingDistribution.Bins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelManifestTest {
    static final Path EXAMPLE = Path.of("src/test/resources/model.json");

    @Test
    void theExampleIsReadAndWrittenSoByteForByte() throws IOException {
        Decoded<ModelManifest> decoded = ModelManifestJson.decode(Files.readAllBytes(EXAMPLE));

        assertThat(decoded).isEqualTo(new Decoded.Accepted<>(example()));
        assertThat(ModelManifestJson.encode(example()))
                .asString(UTF_8)
                .isEqualToIgnoringNewLines(Files.readString(EXAMPLE).strip());
    }

    @Test
    void aModelMayGiveNoConfidence() throws IOException {
        String without = Files.readString(EXAMPLE).replace("\"confidence_output\" : \"probability\",", "");

        Decoded<ModelManifest> decoded = ModelManifestJson.decode(without.getBytes(UTF_8));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> {
            ModelManifest manifest = (ModelManifest) accepted.value();
            assertThat(manifest.tensors().confidence()).isEmpty();
            assertThat(ModelManifestJson.decode(ModelManifestJson.encode(manifest)))
                    .isEqualTo(decoded);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'version' : 3 | 'version' : '3' | version is the string '3', expected a number",
                "'model_type' : 'normal' | 'model_type' : 'Normal' | model_type is 'Normal', expected 1 to 64 of the characters a-z 0-9 _ -, the first of them a letter",
                "'sha256' : '9f | 'sha256' : '9F | sha256 is '9F86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', expected 64 hexadecimal digits in lower case",
                "'input' : 'input' | 'input' : ' ' | input is ' ', expected the name of the graph's input",
                "'output' : 'output' | 'output' : '' | output is '', expected the name of the graph's output",
                "'probability' | '' | confidence_output is '', expected the name of a second output of the graph, or none",
                "'probability' | 'output' | confidence_output is 'output', expected the name of a second output of the graph, or none",
                "[ 'return_1', 'gap' ] | [ ] | features is 'empty', expected at least one name",
                "[ 'return_1', 'gap' ] | 'gap' | features is the string 'gap', expected an array of strings",
                "[ 'return_1', 'gap' ] | ['gap',[5]] | features[1] is an array, expected a string",
                "[ 'return_1', 'gap' ] | ['gap','gap'] | a feature's name is 'gap', expected another, as it is there already",
                "[ 'return_1', 'gap' ] | ['Gap'] | a feature's name is 'Gap', expected 1 to 64 of the characters a-z 0-9 _, the first of them a letter",
                "'horizon_bars' : 1 | 'horizon_bars' : 0 | horizon_bars is 0, expected a whole number of at least 1",
                "'P7D' | '7 days' | max_horizon is '7 days', expected an ISO-8601 duration such as P7D or PT36H",
                "'P7D' | 'P-7D' | max_horizon is PT-168H, expected a duration above zero and of at most 3660 days, such as P7D",
                "'PT36H' | 'PT0S' | max_reference_age is PT0S, expected a duration above zero and of at most 3660 days, such as P7D",
                "'PT36H' | 'P3661D' | max_reference_age is PT87864H, expected a duration above zero and of at most 3660 days, such as P7D",
                "'residual_sigma' : 0.0125 | 'residual_sigma' : 0 | residual_sigma is 0.0, expected a number above 0",
                "0.525 | 52.5 | expected_accuracy_ratio is 52.5, expected a ratio from 0 to 1",
                "0.011 | -0.011 | expected_accuracy_standard_error is -0.011, expected a ratio from 0 to 1",
                "'up' | 'sideways' | majority_direction is 'sideways', expected 'up' or 'down'",
                "'from' : '2015-01-02' | 'from' : 2015 | training_window.from is the number 2015, expected a string",
                "'from' : '2015-01-02' | 'from' : '2 Jan' | training_window.from is '2 Jan', expected a day such as 2016-12-30",
                "'from' : '2015-01-02' | 'from' : '2017-01-02' | training_window.to is 2016-12-30, expected a day not before 2017-01-02",
                "'from' : '2015-01-02' | 'since' : {} | training_window.from is missing",
                "'training_window' : { | 'training_window' : 2015, 'x' : { | training_window is the number 2015, expected an object with the days 'from' and 'to'",
                "'horizon_bars' : 1, |  | horizon_bars is missing",
                "'training_distribution' : { | 'training_distribution' : [], 'x' : { | training_distribution is an array, expected an object",
                "'samples' : 2500 | 'samples' : 0 | training_distribution.samples is 0, expected a whole number of at least 1",
                "'samples' : 2500 | 'samples' : 2.5 | training_distribution.samples is the number 2.5, expected a whole number of at most 2147483647",
                "'samples' : 2500 | 'samples' : null | training_distribution.samples is missing",
                "'prediction' : { | 'predictions' : { | training_distribution.prediction is missing",
                "'features' : { | 'features_' : { | training_distribution.features is missing",
                "'features' : { | 'features' : { 'gap' : null, 'x' : 1 }, 'y' : { | training_distribution.features.gap is missing",
                "'gap' : { | 'Gap' : { | a feature's name is 'Gap', expected 1 to 64 of the characters a-z 0-9 _, the first of them a letter",
                "'gap' : { | 'gape' : { | a feature's name in training_distribution is 'gape', expected one of the model's features",
                "'edges' : [ 0.03 ] | 'edges' : 0.03 | training_distribution.features.gap.edges is the number 0.03, expected an array of numbers",
                "'edges' : [ 0.03 ] | 'edges' : [ null ] | training_distribution.features.gap.edges[0] is null, expected a number",
                "'edges' : [ 0.03 ], |  | training_distribution.features.gap.edges is missing",
                "'shares' : [ 0.4, 0.6 ] | 'share' : [ 0.4, 0.6 ] | training_distribution.features.gap.shares is missing",
                "'edges' : [ 0.03 ] | 'edges' : [ 1e999 ] | training_distribution.features.gap: edges[0] is Infinity, expected a finite number",
                "-0.001, 0.002 | 0.002, 0.002 | training_distribution.prediction: edges[1] is 0.002, expected a number above the one before, 0.002",
                "-0.001, 0.002 | 0.003, 0.002 | training_distribution.prediction: edges[1] is 0.002, expected a number above the one before, 0.003",
                "[ 0.4, 0.6 ] | [ 1 ] | training_distribution.features.gap: the number of shares is 1, expected one more than that of edges, which is 1, and at most 100",
                "[ 0.4, 0.6 ] | [ 0, 1 ] | training_distribution.features.gap: shares[0] is 0.0, expected a ratio above 0 and of at most 1",
                "[ 0.4, 0.6 ] | [ 1, 0.5 ] | training_distribution.features.gap: the sum of shares is 1.5, expected 1 within 1.0E-9",
            })
    void saysWhatIsWrong(String what, @Nullable String with, String sentence) throws IOException {
        String json = Files.readString(EXAMPLE).replace('"', '\'');
        assertThat(json).contains(what);
        String damaged = json.replace(what, with == null ? "" : with).replace('\'', '"');

        Decoded<ModelManifest> decoded = ModelManifestJson.decode(damaged.getBytes(UTF_8));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> assertThat(rejected.message())
                .isEqualTo(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'training_window' : { | 'to' : '2016-12-30',",
                "'training_window' : { | 'from' : '2015-01-02',",
                "{ | 'features' : [],",
                "'training_distribution' : { | 'samples' : 2500,",
                "'prediction' : { | 'edges' : [ -0.001, 0.002 ],",
                "'features' : { | 'gap' : { 'edges' : [], 'shares' : [ 1 ] },"
            })
    void takesNothingTwice(String where, String twice) throws IOException {
        String json = Files.readString(EXAMPLE);
        String before = where.replace('\'', '"');
        String again = twice.replace('\'', '"');

        Decoded<ModelManifest> decoded = ModelManifestJson.decode(
                json.replaceFirst(Pattern.quote(before), before + again).getBytes(UTF_8));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> assertThat(rejected.message())
                .endsWith(" appears twice, expected it once"));
    }

    @Test
    void everyBeginningOfAManifestEndsInOneSentence() throws IOException {
        byte[] json = Files.readAllBytes(EXAMPLE);
        for (int length = 0; length < json.length - 2; length++) {
            Decoded<ModelManifest> decoded = ModelManifestJson.decode(Arrays.copyOf(json, length));

            assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
                assertThat(rejected.message()).startsWith("the manifest is ");
                Bounds.assertIsOneSentence((Decoded.Rejected<?>) rejected, json);
            });
        }
    }

    static ModelManifest example() {
        return new ModelManifest(
                new ModelId("normal", 3),
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                new Tensors("input", "output", Optional.of("probability")),
                List.of("return_1", "gap"),
                1,
                Duration.ofDays(7),
                Duration.ofHours(36),
                0.0125,
                new ExpectedAccuracy(0.525, 0.011),
                new TrainingWindow(
                        LocalDate.of(2015, 1, 2),
                        LocalDate.of(2016, 12, 30),
                        Direction.UP,
                        Optional.of(new TrainingDistribution(
                                2500,
                                new Bins(List.of(-0.001, 0.002), List.of(0.25, 0.5, 0.25)),
                                Map.of("gap", new Bins(List.of(0.03), List.of(0.4, 0.6)))))));
    }
}
