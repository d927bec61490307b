package dev.presage.models;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Stream.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.TrainingDistribution;
import dev.presage.contract.TrainingDistribution.Bins;
import dev.presage.features.DailyBars;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trainer against expected_models.py, which shares no code with it. */
class IndependentFitTest {
    private static final Offset<Double> TOLERANCE = within(1e-12);

    @ParameterizedTest
    @EnumSource
    void validationEqualsWhatWasComputedOutsideJava(SampleModel model) throws IOException {
        TrainedModel trained = SampleData.trained(model);

        List<String[]> expected = fixture("expected-validation.csv", model);

        assertThat(expected).hasSize(1);
        String[] fields = expected.get(0);
        Validation validation = trained.validation();
        assertThat(trained.samples()).isEqualTo(Integer.parseInt(fields[1]));
        assertThat(validation.forecasts()).isEqualTo(Integer.parseInt(fields[2]));
        assertThat(validation.days()).isEqualTo(Integer.parseInt(fields[3]));
        assertThat(validation.accuracy()).isCloseTo(Double.parseDouble(fields[4]), TOLERANCE);
        assertThat(validation.standardError()).isCloseTo(Double.parseDouble(fields[5]), TOLERANCE);
        assertThat(validation.residualSigma()).isCloseTo(Double.parseDouble(fields[6]), TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void predictionsEqualWhatWasComputedOutsideJava(SampleModel model) throws IOException {
        LeastSquares fitted = SampleData.trained(model).fitted();
        List<Sample> samples = SampleData.of2017(model);

        List<String[]> expected = fixture("expected-predictions.csv", model);

        assertThat(expected).hasSizeGreaterThan(30);
        for (String[] fields : expected) {
            Sample sample = samples.stream()
                    .filter(candidate -> isOf(candidate, fields[1], LocalDate.parse(fields[2])))
                    .findFirst()
                    .orElseThrow();
            assertThat(fitted.predict(sample)).isCloseTo(Double.parseDouble(fields[3]), TOLERANCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDistributionEqualsWhatWasComputedOutsideJava(SampleModel model) throws IOException {
        ModelManifest manifest = SampleData.trained(model).manifest();

        TrainingDistribution distribution =
                manifest.trainingWindow().distribution().orElseThrow();

        List<String[]> expected = fixture("expected-distribution.csv", model);
        assertThat(expected)
                .extracting(fields -> fields[1])
                .containsExactlyElementsOf(concat(Stream.of("prediction"), manifest.features().stream())
                        .toList());
        assertThat(distribution.features().keySet()).containsExactlyElementsOf(manifest.features());
        for (String[] fields : expected) {
            Bins bins = fields[1].equals("prediction")
                    ? distribution.prediction()
                    : requireNonNull(distribution.features().get(fields[1]));
            List<Double> shares = numbers(fields[3]).stream()
                    .map(count -> count / distribution.samples())
                    .toList();
            assertThat(bins.edges())
                    .as(fields[1])
                    .usingComparatorForType(new DoubleComparator(1e-12), Double.class)
                    .containsExactlyElementsOf(numbers(fields[2]));
            assertThat(bins.shares()).as(fields[1]).isEqualTo(shares);
        }
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Double::valueOf).toList();
    }

    private static boolean isOf(Sample sample, String ticker, LocalDate day) {
        return sample.reference().ticker().symbol().equals(ticker)
                && DailyBars.day(sample.reference()).equals(day);
    }

    private static List<String[]> fixture(String name, SampleModel model) throws IOException {
        String type = model.name().toLowerCase(Locale.ROOT);
        try (InputStream in = IndependentFitTest.class.getResourceAsStream(name)) {
            String csv = new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(csv.split("\n", -1))
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields[0].equals(type))
                    .toList();
        }
    }
}
