package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.features.DailyBars;
import dev.presage.features.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A model that PyTorch trained and exported (export_with_pytorch.py), with outputs of shape [N] and a confidence. */
class OtherExporterTest {
    private static final Path MODELS = Path.of("src/test/resources/other-exporter");
    private static final Offset<Float> TOLERANCE = within(1e-6f);

    @Test
    void aModelFromPyTorchComputesFromItsManifestAloneWhatPyTorchComputed()
            throws IOException, OrtException, InvalidModelException {
        ModelRepository repository = ModelRepository.open(MODELS);
        ModelManifest manifest = repository.manifest(new ModelId("pytorch", 1));
        List<Feature> features = manifest.features().stream()
                .map(name -> Feature.named(name).orElseThrow())
                .toList();
        List<Sample> samples = SampleData.of2017(SampleModel.NORMAL);
        List<String> expected = Files.readAllLines(MODELS.resolve("pytorch/1/expected.csv"));
        assertThat(expected).hasSizeGreaterThan(20);

        try (OnnxSession session = new OnnxSession(Files.readAllBytes(repository.graph(manifest)))) {
            for (String line : expected.subList(1, expected.size())) {
                String[] fields = line.split(",", -1);
                float[] row = row(sample(samples, fields[0], LocalDate.parse(fields[1])), features);

                String confidence = manifest.tensors().confidence().orElseThrow();
                assertThat(only(session, manifest, manifest.tensors().output(), row))
                        .as(line)
                        .isCloseTo(Float.parseFloat(fields[fields.length - 2]), TOLERANCE);
                assertThat(only(session, manifest, confidence, row))
                        .as(line)
                        .isCloseTo(Float.parseFloat(fields[fields.length - 1]), TOLERANCE);
            }
        }
    }

    private static float only(OnnxSession session, ModelManifest manifest, String output, float[] row)
            throws OrtException {
        float[] values = (float[]) session.run(manifest.tensors().input(), output, row);
        assertThat(values).hasSize(1);
        return values[0];
    }

    private static Sample sample(List<Sample> samples, String ticker, LocalDate day) {
        return samples.stream()
                .filter(sample -> sample.reference().ticker().symbol().equals(ticker))
                .filter(sample -> DailyBars.day(sample.reference()).equals(day))
                .findFirst()
                .orElseThrow();
    }

    private static float[] row(Sample sample, List<Feature> features) {
        double[] values = sample.values(features);
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) values[i];
        }
        return row;
    }
}
