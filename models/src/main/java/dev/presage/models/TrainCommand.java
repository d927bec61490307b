package dev.presage.models;

import dev.presage.contract.PriceBar;
import dev.presage.features.DailyBars;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "train",
        description = "Trains the sample models, validates them walk-forward and writes"
                + " <model_type>/<version>/{model.onnx,model.json}. The same bars make the same files.",
        showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int FAILED = 1;

    @Option(names = "--bars", description = "CSV file of daily bars.")
    private Path bars = Path.of("data/daily-bars.csv");

    @Option(names = "--out", description = "Folder of models.")
    private Path out = Path.of("models");

    @Option(names = "--from", description = "First day to learn from.", converter = Day.class)
    private LocalDate from = LocalDate.of(2015, 1, 1);

    @Option(names = "--to", description = "Last day to learn from.", converter = Day.class)
    private LocalDate to = LocalDate.of(2016, 12, 31);

    @Option(names = "--model-version", description = "Version of the models.")
    private int version = 1;

    @Option(names = "--help", usageHelp = true, description = "Says this.", showDefaultValue = Visibility.NEVER)
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<PriceBar> read;
        try {
            read = DailyBars.read(bars);
        } catch (DailyBars.InvalidLineException e) {
            return refuse(BAD_INPUT, e.getMessage());
        } catch (IOException e) {
            return refuse(BAD_INPUT, "the bars' file " + bars + " can't be read: " + e);
        }
        try {
            for (SampleModel model : SampleModel.values()) {
                TrainedModel trained = TrainedModel.train(model, version, read, from, to);
                report(trained, trained.writeTo(out));
            }
        } catch (IllegalArgumentException e) {
            return refuse(BAD_INPUT, e.getMessage());
        } catch (IOException e) {
            return refuse(FAILED, "the models' folder " + out + " can't be written: " + e);
        }
        return 0;
    }

    private int refuse(int exitCode, @Nullable String why) {
        spec.commandLine().getErr().println(why);
        return exitCode;
    }

    private void report(TrainedModel trained, Path folder) {
        Validation validation = trained.validation();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: fitted to %d bars; of %d walk-forward forecasts on %d days %.1f %% had the direction right"
                                + " (standard error %.1f, always up %.1f), residual sigma %.5f%n",
                        folder,
                        trained.samples(),
                        validation.forecasts(),
                        validation.days(),
                        100 * validation.accuracy(),
                        100 * validation.standardError(),
                        100 * validation.alwaysUp(),
                        validation.residualSigma());
    }

    private static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + text + "' is not a day such as 2016-12-30");
            }
        }
    }
}
