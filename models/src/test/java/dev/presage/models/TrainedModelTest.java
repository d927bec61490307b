package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.contract.PriceBar;
import dev.presage.features.DailyBars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainedModelTest {
    private static final Path SHIPPED = Path.of(".");

    @ParameterizedTest
    @EnumSource
    void theShippedFilesPredictWhatAFreshTrainingPredictsInTribuoAndInOnnxRuntime(SampleModel model)
            throws IOException, OrtException, InvalidModelException {
        TrainedModel fresh = SampleData.trained(model);
        ModelRepository repository = ModelRepository.open(SHIPPED);
        ModelManifest manifest = repository.manifest(new ModelId(model.type(), 1));
        List<Sample> samples = SampleData.of2017(model);
        assertThat(samples).hasSizeGreaterThan(100);

        try (OnnxSession shipped = new OnnxSession(Files.readAllBytes(repository.graph(manifest)));
                OnnxSession trained = new OnnxSession(fresh.graph().bytes())) {
            for (Sample sample : samples) {
                double[] row = sample.values(model.features());
                double expected = fresh.fitted().predict(sample);
                assertThat(predict(trained, fresh.manifest(), row)).isCloseTo(expected, within(1e-8));
                assertThat(predict(shipped, manifest, row)).isCloseTo(expected, within(1e-8));
            }
        }
    }

    private static double predict(OnnxSession session, ModelManifest manifest, double[] row) throws OrtException {
        return session.predict(manifest.tensors().input(), manifest.tensors().output(), row);
    }

    @ParameterizedTest
    @EnumSource
    void aFreshTrainingMakesTheShippedFilesByteForByte(SampleModel model, @TempDir Path models) throws IOException {
        SampleData.trained(model).writeTo(models);

        for (String file : List.of("model.onnx", "model.json")) {
            Path name = Path.of(model.type(), "1", file);
            assertThat(models.resolve(name)).hasSameBinaryContentAs(SHIPPED.resolve(name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfTheBarsDoesNotMatter(SampleModel model) {
        List<PriceBar> shuffled = new ArrayList<>(SampleData.BARS);
        Collections.shuffle(shuffled, new Random(1));

        TrainedModel trained = TrainedModel.train(model, 1, shuffled, SampleData.FROM, SampleData.TO);

        assertThat(trained.manifest()).isEqualTo(SampleData.trained(model).manifest());
    }

    @ParameterizedTest
    @EnumSource
    void learnsNothingFromBarsAfterItsWindow(SampleModel model) {
        LocalDate last = LocalDate.of(2016, 12, 30);
        List<PriceBar> untilThen = SampleData.BARS.stream()
                .filter(bar -> !DailyBars.day(bar).isAfter(last))
                .toList();

        TrainedModel trained = TrainedModel.train(model, 1, untilThen, SampleData.FROM, SampleData.TO);

        assertThat(trained.manifest()).isEqualTo(SampleData.trained(model).manifest());
    }

    @Test
    void earningsLearnsFromFarFewerDaysThanNormal() {
        assertThat(SampleData.trained(SampleModel.NORMAL).samples()).isEqualTo(2415);
        assertThat(SampleData.trained(SampleModel.EARNINGS).samples()).isEqualTo(252);
    }

    @Test
    void theManifestOfAnotherVersionSaysSo(@TempDir Path models) throws IOException, InvalidModelException {
        Path folder = TrainedModel.train(SampleModel.NORMAL, 7, SampleData.BARS, SampleData.FROM, SampleData.TO)
                .writeTo(models);

        assertThat(folder).isEqualTo(models.resolve("normal/7"));
        ModelRepository repository = ModelRepository.open(models);
        assertThat(repository.graph(repository.manifest(new ModelId("normal", 7))))
                .exists();
    }

    @Test
    void refusesAWindowThatIsTooShortToValidate() {
        LocalDate to = LocalDate.of(2015, 3, 31);

        assertThatThrownBy(() -> TrainedModel.train(SampleModel.NORMAL, 1, SampleData.BARS, SampleData.FROM, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the training window from 2015-01-01 to 2015-03-31 is too short, expected at least 4 months");
    }

    @Test
    void refusesAWindowWithoutBars() {
        LocalDate from = LocalDate.of(2020, 1, 1);
        LocalDate to = LocalDate.of(2020, 12, 31);

        assertThatThrownBy(() -> TrainedModel.train(SampleModel.NORMAL, 1, SampleData.BARS, from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 samples to fit, expected more than the 8 features");
    }
}
